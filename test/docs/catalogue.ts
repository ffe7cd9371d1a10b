import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actions, assumptions, causes, problemCodes, rejections, rules, skips } from '@kubehop/core';
import { findings } from '@kubehop/core/analysis';
import { root } from '../architecture/source-file.js';
import { sourcesOfProperties } from './rule-sources.js';

/** The codes of one field of a value, with what each of them says. */
export interface CodeTable {
  /** What leads the anchors: `#problem-field-required`. */
  readonly anchor: string;
  readonly title: string;
  readonly introduction: string;
  readonly sentences: Readonly<Record<string, string>>;
}

/** Every table of codes, in the order in which the catalogue lists them. */
export const codeTables: readonly CodeTable[] = [
  {
    anchor: 'problem',
    title: 'Problems',
    introduction:
      '`cluster.problems`: what is wrong, doubtful or not understood in the manifests. The `field-*` codes are the field errors of the API server.',
    sentences: problemCodes,
  },
  {
    anchor: 'cause',
    title: 'Causes',
    introduction:
      '`trace.outcome.cause`: why the client sees what it sees. The `message` beside it names the objects, `fix` what to change.',
    sentences: causes,
  },
  {
    anchor: 'assumption',
    title: 'Assumptions',
    introduction:
      '`trace.assumptions`: what was taken for granted because no object says it. `state` beside it tells how to say it.',
    sentences: assumptions,
  },
  {
    anchor: 'action',
    title: 'Actions',
    introduction: '`hop.action`: what happened at a hop.',
    sentences: actions,
  },
  {
    anchor: 'rule',
    title: 'Rules',
    introduction:
      '`hop.rule.id`: what decided at a hop. Below a rule stands where the real systems say so: a file of a project, a page of its documentation, a standard. A rule without such a line is of the model alone.',
    sentences: rules,
  },
  {
    anchor: 'skip',
    title: 'Skips',
    introduction:
      '`hop.skipped`, and the rejections of `explainHop`: why a rule or a candidate did not apply at a hop.',
    sentences: skips,
  },
  {
    anchor: 'finding',
    title: 'Findings',
    introduction:
      '`finding.code` of `lint`, from `@kubehop/core/analysis`: what does not do what it looks like. The page [Findings](findings.md) has an example of each.',
    sentences: findings,
  },
  {
    anchor: 'rejection',
    title: 'Rejections',
    introduction:
      '`explainHop(...).rejected`: why a candidate was not taken, beside the reasons in [Skips](#skips).',
    sentences: rejections,
  },
];

const head = `# Catalogue of codes

Every code that a problem, a trace or an explanation can carry. Codes are stable: a new one is a minor version, a changed
one a major version. The anchor of a code is the kind and the code: [\`#cause-no-endpoint\`](#cause-no-endpoint).

This page is generated from the code: \`npm run docs\` writes it.
`;

/** Where the real systems say each rule. */
export function ruleSources(): ReadonlyMap<string, readonly string[]> {
  const path = 'packages/core/src/trace/rules.ts';
  return sourcesOfProperties({ path, text: readFileSync(join(root, path), 'utf8') });
}

/** The catalogue page, in Markdown. */
export function catalogue(): string {
  const sources = ruleSources();
  return [head, ...codeTables.map((table) => section(table, sources))].join('\n');
}

function section(table: CodeTable, sources: ReadonlyMap<string, readonly string[]>): string {
  const { anchor, title, introduction, sentences } = table;
  const entries = Object.entries(sentences).map(([code, sentence]) => {
    const named = anchor === 'rule' ? (sources.get(code) ?? []) : [];
    return [
      `- <a id="${anchor}-${code}"></a>**\`${code}\`**: ${sentence}\n`,
      ...named.map((source) => `  - ${source}\n`),
    ].join('');
  });
  return `## ${title}\n\n${introduction}\n\n${entries.join('')}`;
}
