/** How many files the project of a bench has: the first argument of its command, or what is usual. Throws on another value. */
export function filesArgument(usual: number, least = 1): number {
  const given = process.argv[2];
  const files = Number(given ?? usual);
  if (!Number.isInteger(files) || files < least) {
    throw new Error(`The number of files is "${String(given)}". Accepted: a whole number from ${String(least)} on.`);
  }
  return files;
}
