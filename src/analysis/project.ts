/** What is known of the package that a file of the user belongs to. */
export interface Project {
  /** The folder of the nearest `package.json`; the root where there is none. */
  readonly directory: string;
  /** The name of its folder, if it is a package inside of another one, as in a monorepo. */
  readonly nestedAs: string | undefined;
  /** Whether the package installs a command. */
  readonly hasCommand: boolean;
  /** The major version of a package that the file would load, if it is installed or the manifest names one. */
  readonly majorOf: (packageName: string) => number | undefined;
}
