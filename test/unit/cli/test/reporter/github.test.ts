import { describe, expect, test } from 'vitest';
import { githubText } from '../../../../../packages/cli/src/test/reporter/github.js';
import { reportText } from '../../../../../packages/cli/src/test/reporter/text.js';
import { mixed, plainPage, reportOn } from './report.js';

/** The lines that are commands to the runner. */
function commandsOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('::'));
}

describe('githubText', () => {
  test('tells the run as a person reads it first', () => {
    const report = reportOn(mixed);
    expect(githubText(report, plainPage)).toMatch(reportText(report, plainPage));
  });

  test('annotates the line of each expectation that does not hold, in one line of its own', () => {
    const commands = commandsOf(githubText(reportOn(mixed), plainPage));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(
      /^::error file=tests\/routes.yaml,line=6,title=100%25%3A <web> & "cart"%2C both::status: expected 404, got 200/,
    );
  });

  test('has nothing to annotate where all holds', () => {
    const good = '  - { name: a, request: "https://shop.example.com/", expect: { status: 200 } }\n';
    expect(commandsOf(githubText(reportOn(good), plainPage))).toEqual([]);
  });

  test('says as an error that too little was exercised', () => {
    const commands = commandsOf(githubText(reportOn(mixed, { failUnder: 99 }), plainPage));
    expect(commands.at(-1)).toBe('::error title=kubehop test::The coverage is under 99 %25.');
  });
});
