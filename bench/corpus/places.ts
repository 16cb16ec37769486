/** Where the corpus, the repositories and the cache lie. */
export interface Places {
  readonly corpus: string;
  readonly mirror: string;
  readonly cache: string;
}
