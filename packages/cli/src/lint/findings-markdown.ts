import { markdownText } from '../exposures/markdown-text.js';
import { objectText } from '../output/problem-text.js';
import type { Column } from '../output/table.js';
import { counted } from './counted.js';
import { type Asker, evidenceText } from './evidence-text.js';
import type { LocatedFinding } from './located-finding.js';

/**
 * Findings as a table of Markdown below their number, fit for a comment on a pull request. A rule that several rest on stands
 * with the first.
 */
export function findingsMarkdown(found: readonly LocatedFinding[], asker: Asker): string {
  const firsts = firstOfRules(found);
  const columns: readonly Column<LocatedFinding>[] = [
    { header: 'SEVERITY', cell: ({ severity }) => severity },
    { header: 'FINDING', cell: ({ code }) => code },
    { header: 'WHERE', cell: placeText },
    { header: 'WHAT IS WRONG', cell: ({ message }) => prose(message) },
    { header: 'FIX', cell: ({ fix }) => prose(fix) },
    {
      header: 'SHOWN BY',
      cell: ({ evidence }) =>
        evidence.kind === 'rule' && firsts.get(evidence.rule) !== evidence
          ? 'the same rule as above'
          : shownText(evidence, asker),
    },
  ];
  const table = found.length === 0 ? '' : `\n${fitting(markdownText(columns, found))}`;
  return `${counted(found)}\n${table}`;
}

/** As many characters as a table takes. @see GitHub Docs: a comment has at most 65,536 */
const room = 60_000;

/** A table of which each row is a line, without the last rows where they are too many for a comment. */
function fitting(table: string): string {
  if (table.length <= room) return table;
  const end = table.lastIndexOf('\n', room) + 1;
  const left = table.slice(end).split('\n').length - 1;
  return `${table.slice(0, end)}\n${left} more are left out for want of room.\n`;
}

/** The first evidence by each rule. */
function firstOfRules(found: readonly LocatedFinding[]): ReadonlyMap<string, LocatedFinding['evidence']> {
  const firsts = new Map<string, LocatedFinding['evidence']>();
  for (const { evidence } of found) {
    if (evidence.kind === 'rule' && !firsts.has(evidence.rule)) firsts.set(evidence.rule, evidence);
  }
  return firsts;
}

function placeText({ object, path, source }: LocatedFinding): string {
  const at = source === undefined ? '' : ` (${source.file ?? ''}:${source.line})`;
  return `${prose(objectText(object))} ${literal(path)}${prose(at)}`;
}

function shownText(evidence: LocatedFinding['evidence'], asker: Asker): string {
  const { shownBy, result } = evidenceText(evidence, asker);
  return shownBy.kind === 'rule'
    ? `${prose(shownBy.text)} (${prose(result)})`
    : `${literal(shownBy.text)} ${prose(result)}`;
}

/** Text in which nothing is a mark of Markdown. */
function prose(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]]/g, String.raw`\$&`);
}

function literal(text: string): string {
  return text.includes('`') ? prose(text) : `\`${text}\``;
}
