import { relative, resolve, sep } from 'node:path';

/** Answers the address of a line of a file, for a link in Markdown. */
export type SourceLink = (filePath: string, line: number) => string;

type Environment = Readonly<Record<string, string | undefined>>;

/** A CI service, by the variables that it sets: where its pages show a file of a commit. */
interface Service {
  readonly root: string | undefined;
  readonly pages: string | undefined;
}

function gitHub({ GITHUB_WORKSPACE, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA }: Environment): Service {
  const known = GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA;
  return { root: GITHUB_WORKSPACE, pages: known && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}` };
}

function gitLab({ CI_PROJECT_DIR, CI_PROJECT_URL, CI_COMMIT_SHA }: Environment): Service {
  return {
    root: CI_PROJECT_DIR,
    pages: CI_PROJECT_URL && CI_COMMIT_SHA && `${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}`,
  };
}

/** Links to the commit on GitHub or GitLab inside their CI, else paths from the working directory. */
export function sourceLinks(cwd: string, environment: Environment): SourceLink {
  const service = [gitHub(environment), gitLab(environment)].find(({ root, pages }) => root && pages);
  const root = resolve(service?.root ?? cwd);
  return (filePath, line) => {
    const path = relative(root, filePath).split(sep).map(encodeURIComponent).join('/');
    // A file outside the repository has no page.
    const pages = service?.pages && !path.startsWith('..') ? `${service.pages}/` : '';
    return `${pages}${path}#L${String(line)}`;
  };
}
