/** Whether a file of `src/clients` states the facts of a client: not what a fact is, nor what is made of all of them. */
export function isClientFile(fileName: string): boolean {
  const isOther = ['index.ts', 'catalogue.ts', 'define-client.ts'].includes(fileName) || /-facts?\.ts$/.test(fileName);
  return fileName.endsWith('.ts') && !isOther;
}
