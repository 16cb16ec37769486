/** What an error and those that it was made from say. */
export function errorText(error: unknown): string {
  const said: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) said.push(`${cause.name}: ${cause.message}`);
  return said.join('; ');
}
