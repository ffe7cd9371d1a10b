import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-file.js';

/** A page of Markdown, by its path from the repository's root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A fenced block of code; `kind` is what stands behind the fence. */
export interface Block {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

/** A link, as it is written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** What others write: reports of API Extractor, and what changesets collect. */
const notOurs = /^(etc\/|\.changeset\/)|CHANGELOG\.md$/;

/** Every page of Markdown in the repository that people write, and the catalogue. */
export function pages(): readonly Page[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'];
  return execFileSync('git', list, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && !notOurs.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The fenced blocks of a page, in order. */
export function blocksOf({ text }: Page): readonly Block[] {
  return [...text.matchAll(/^(`{3,}|~{3,})(.*)\n([^]*?)^\1$/gm)].map(
    ({ 2: kind = '', 3: code = '', index }) => ({
      kind,
      text: code,
      line: lineAt(text, index),
    }),
  );
}

/** The links of a page. */
export function linksOf({ text }: Page): readonly Link[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(({ 1: target = '', index }) => ({
    target,
    line: lineAt(prose, index),
  }));
}

/** What the part of a link behind `#` may be on a page: its headings, as GitHub turns them into names, and its own anchors. */
export function anchorsOf({ text }: Page): ReadonlySet<string> {
  const prose = withoutCode(text, /^(`{3,}|~{3,})[^]*?^\1$/gm);
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const own = [...prose.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id = '']) => id);
  return new Set([...headings, ...own]);
}

/** A text with what is code blanked, each line where it was. */
function withoutCode(text: string, code = /^(`{3,}|~{3,})[^]*?^\1$|`[^`\n]*`/gm): string {
  return text.replaceAll(code, (found) => found.replaceAll(/[^\n]/g, ' '));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
