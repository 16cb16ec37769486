/** What a query may wait for: a connection of the pool, the opening of one, the answer of the server. */
export type Wait = 'acquire' | 'connect' | 'statement';

/** An option that limits how long something is waited for. */
export interface TimeoutFact {
  readonly waits: readonly Wait[];
  /** Options that state it, as paths from the options object: `pool.acquire`. The first is the one to recommend. */
  readonly options: readonly string[];
  /** Parameters of the URL that state it. */
  readonly parameters?: readonly string[];
  /** A parameter of the server that states it inside the option or the URL parameter `options`. */
  readonly serverSetting?: string;
  readonly unit: 'ms' | 's' | 'queries';
  /** What users of the client call a statement. Default: `statement`. */
  readonly statement?: string;
  /** What holds where nothing states it, in that unit. */
  readonly otherwise: number | 'forever';
  /** What 0 means. Default: `forever`. */
  readonly zero?: 'forever' | 'otherwise';
  /** A text that means the same as 0 does where 0 means for ever. */
  readonly disabledBy?: string;
  /** An option that ends the wait as well where it is `false`. */
  readonly orFalse?: string;
  /** Whether the client has no option for this wait, and the options only limit what it waits for. Default: `false`. */
  readonly indirect?: boolean;
  /** The value to suggest, in that unit. */
  readonly suggested: number;
}

/** The option that limits the connections of a pool. */
export interface LimitFact {
  readonly options: readonly string[];
  readonly parameters?: readonly string[];
  /** What holds where nothing states it; in words where it depends on the machine. */
  readonly otherwise: number | string;
  /** Whether 0 means the same as nothing. Default: `false`. */
  readonly zeroIsDefault?: boolean;
}

/** An option or a parameter that the client does not read, or reads as something else. */
export interface IgnoredFact {
  /** The option that does what is meant, as a path from the options object. */
  readonly instead?: string;
  /** The parameter of the URL that does what is meant. */
  readonly insteadParameter?: string;
  /** What the value is multiplied by in its place; 0 where it cannot be carried over. Default: 1. */
  readonly factor?: number;
  /** The value of that parameter, with `{value}` for what is stated. Default: the value itself. */
  readonly insteadValue?: string;
  /** What happens, as a clause, where it is not just ignored. */
  readonly effect?: string;
  /** The option, or parameter of the URL, with which it has an effect. Default: it never has one. */
  readonly without?: string;
}

/** Majors of a package. */
export interface VersionRange {
  /** Default: the first package of the client. */
  readonly package?: string;
  readonly from?: number;
  readonly below?: number;
}

/** How a pool, or a client with one connection, is built, and what its options do. */
export interface PoolFact {
  /** Exports that build it, by `new` or by a call: `Pool`, `MikroORM.init`; `default` for a default export. */
  readonly builtBy: readonly string[];
  /** Modules that export them. Default: the packages of the client. */
  readonly modules?: readonly string[];
  readonly versions?: VersionRange;
  /** Values of an option that choose the driver for which the fact holds; schemes of the URL that choose it as well. */
  readonly when?: { readonly option: string; readonly is: readonly string[]; readonly schemes?: readonly string[] };
  /** Options with which it runs on what another construction has built: `client` of `drizzle({ client: pool })`. */
  readonly builtOn?: readonly string[];
  /** Whether it has several connections, and not one. Default: `true`. */
  readonly pooled?: boolean;
  /** Whether it opens connections itself, so that one of it for each request is one too many. Default: `true`. */
  readonly opens?: boolean;
  /** Whether it opens none where it is given nothing, until it is told what to open. Default: `false`. */
  readonly opensLater?: boolean;
  /** Options with which it sends its queries over HTTP, and opens no connection. */
  readonly connectionlessBy?: readonly string[];
  /** An option that is given a driver, and the drivers that open connections. Whether others do is not known. */
  readonly drivenBy?: { readonly option: string; readonly drivers: readonly string[] };
  /** Whether the vendor advises to build it for each request. Default: `false`. */
  readonly perRequest?: boolean;
  /** Whether building it anew is harmless because the package keeps the first. Default: `false`. */
  readonly keptByPackage?: boolean;
  /** The position of the URL among the arguments. */
  readonly urlAt?: number;
  /** Positions at which the options may stand. */
  readonly optionsAt: readonly number[];
  /** The path of the option that takes the place of the URL where options are given instead. */
  readonly urlAs?: string;
  /** The option of a call that is a function which answers with the options: `useFactory`. */
  readonly optionsFrom?: string;
  /** Paths of options that may hold the URL. */
  readonly urlOptions?: readonly string[];
  /** Whether the URL is stated outside the code where none is given. Default: `false`. */
  readonly urlOutside?: boolean;
  /** The client whose pool it builds, and the option that holds that pool's options. */
  readonly driver?: { readonly client: string; readonly inside?: string };
  readonly timeouts?: readonly TimeoutFact[];
  readonly limit?: LimitFact;
  /** Further options that exist, and which others are taken for: `idleTimeoutMillis`. */
  readonly others?: readonly string[];
  /** Times, and their units. */
  readonly units?: Readonly<Record<string, 'ms' | 's'>>;
  /** The same for parameters of the URL. */
  readonly parameterUnits?: Readonly<Record<string, 'ms' | 's'>>;
  /** Options without effect, as paths. */
  readonly ignored?: Readonly<Record<string, IgnoredFact>>;
  /** Parameters of the URL without effect. */
  readonly ignoredParameters?: Readonly<Record<string, IgnoredFact>>;
  /** Whether an idle connection that breaks ends the process where nothing listens to `error`. Default: `false`. */
  readonly needsErrorListener?: boolean;
  /** Whether its types do not say what a listener is given, so that the listener must. Default: `false`. */
  readonly untypedListener?: boolean;
  /** Whether it installs such a listener on a pool that it is given. Default: `false`. */
  readonly listensToErrors?: boolean;
  readonly settings?: SettingsFact;
}

/** The function of `poolwise/runtime` that answers with the options of a pool. */
interface SettingsFact {
  readonly name: string;
  /** What it is given after the settings. */
  readonly argument?: string;
  /** The option that it is given last and gives back, and the name in it of a URL that stands in its place. */
  readonly takes?: { readonly option: string; readonly textAs: string };
  /** The option that its answer is spread into. Default: the options themselves. */
  readonly inside?: string;
  /** Whether it is given the URL and answers with that instead. Default: `false`. */
  readonly aroundUrl?: boolean;
  /** The schemes of such a URL for which it expresses all limits. */
  readonly schemes?: readonly string[];
  /** What it does not limit, because the client has no option for it. */
  readonly lacks?: readonly Wait[];
}
