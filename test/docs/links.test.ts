import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import GitHubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';

import { markdownFiles, repository } from './markdown-files.ts';

/** The anchors that GitHub gives a document's headings. */
function anchorsOf(path: string): ReadonlySet<string> {
  const slugger = new GitHubSlugger();
  const anchors = new Set<string>();
  visit(fromMarkdown(readFileSync(path, 'utf8')), 'heading', (heading) => {
    anchors.add(slugger.slug(toString(heading)));
  });
  return anchors;
}

/** The links of a document that lead nowhere. Addresses of the web are not asked. */
function brokenLinksOf(file: string): readonly string[] {
  const path = join(repository, file);
  const broken: string[] = [];
  visit(fromMarkdown(readFileSync(path, 'utf8')), (node) => {
    if (!('url' in node) || /^(https?|mailto):/.test(node.url)) return;
    const [target = '', anchor] = decodeURI(node.url).split('#');
    const linked = target === '' ? path : join(dirname(path), target);
    const isKnown =
      !relative(repository, linked).startsWith('..') &&
      existsSync(linked) &&
      (anchor === undefined || !linked.endsWith('.md') || anchorsOf(linked).has(anchor));
    if (!isKnown) broken.push(node.url);
  });
  return broken;
}

describe('links', () => {
  it.each(markdownFiles)('of %s lead somewhere', (file) => {
    expect(brokenLinksOf(file)).toEqual([]);
  });

  it('lead from the README to every document', () => {
    const reached = new Set<string>();
    const follow = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      visit(fromMarkdown(readFileSync(join(repository, file), 'utf8')), 'link', ({ url }) => {
        const [target = ''] = url.split('#');
        if (/^https?:/.test(target) || !target.endsWith('.md')) return;
        follow(relative(repository, join(repository, dirname(file), target)));
      });
    };
    follow('README.md');
    expect(markdownFiles.filter((file) => !reached.has(file))).toEqual([]);
  });
});
