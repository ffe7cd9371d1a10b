import { YAMLException } from 'js-yaml';
import type { ProblemCode } from '../problem/codes.js';
import type { Problem } from '../problem/problem.js';
import { countLineBreaks, type DocumentText } from './document.js';
import { indentationAdvice, lineAbove } from './indentation.js';
import { looksLikeJson } from './json-text.js';

/** What is wrong with a text, and where: `line` counts from 0. */
interface Diagnosis {
  readonly code: ProblemCode;
  readonly line: number;
  readonly message: string;
  readonly fix?: string;
}

/** An error of the parser with its place in the text. */
interface Fault {
  readonly reason: string;
  readonly line: number;
  /** Counted from 0. */
  readonly column: number;
}

/** The problem of a document that can't be read, said so that it can be mended. */
export function syntaxProblem(document: DocumentText, error: unknown): Problem {
  const { code, line, message, fix } = diagnose(document, faultOf(document.text, error));
  return {
    code,
    severity: 'error',
    object: { kind: 'Document', name: document.name },
    path: '.',
    message,
    ...(fix !== undefined && { fix }),
    source: { ...(document.file !== undefined && { file: document.file }), line: document.firstLine + line },
  };
}

function faultOf(text: string, error: unknown): Fault {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const position = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  const before = text.slice(0, position);
  return { reason, line: countLineBreaks(before), column: before.length - before.lastIndexOf('\n') - 1 };
}

const misindented: ReadonlySet<string> = new Set([
  'bad indentation of a mapping entry',
  'bad indentation of a sequence entry',
  'end of the stream or a document separator is expected',
]);

function diagnose({ text, firstLine }: DocumentText, fault: Fault): Diagnosis {
  const lines = text.split(/\r?\n/);
  const { reason, line, column } = fault;
  const shown = firstLine + line;
  const broken: Diagnosis = { code: 'yaml-invalid', line, message: `line ${shown}: ${reason}` };
  const template = templateLine(lines, fault);
  if (template !== undefined) {
    return {
      code: 'yaml-template',
      line: template,
      message: `line ${firstLine + template} holds a template expression, \`{{ }}\``,
      fix: 'Render the chart first: `helm template`',
    };
  }
  if (reason.startsWith('tab characters')) {
    return {
      code: 'yaml-tab',
      line,
      message: `a tab indents line ${shown}; YAML indents by blanks only`,
      fix: `Replace the tab in line ${shown} by blanks`,
    };
  }
  if (reason === 'duplicated mapping key') {
    const key = /^["']?([^"':\s]*)/.exec((lines[line] ?? '').slice(column))?.[1] ?? '';
    return {
      code: 'yaml-key-twice',
      line,
      message: `the key \`${key}\` in line ${shown} is there already`,
      fix: 'Remove one of the two',
    };
  }
  if (reason.startsWith('unidentified alias')) {
    return { ...broken, fix: `Put the value in line ${shown} in quotes: \`*\` starts an alias` };
  }
  if (reason.startsWith('directives end mark')) {
    return {
      ...broken,
      line: lines.findIndex((each) => each.startsWith('%')),
      fix: 'Remove the line that starts with `%`',
    };
  }
  if (reason === 'deficient indentation') {
    return { ...broken, fix: `Close the quote or bracket that is open above line ${shown}` };
  }
  const isIndented = misindented.has(reason) && !looksLikeJson(text);
  return isIndented ? misindentation(lines, firstLine, fault, broken) : broken;
}

/** The line with a template expression that the parser stumbled over. */
function templateLine(lines: readonly string[], { reason, line }: Fault): number | undefined {
  if (lines[line]?.includes('{{')) return line;
  // The parser says only where the object starts in which the expression is a key.
  const found = reason.includes('complex keys') ? lines.findIndex((text) => text.includes('{{')) : -1;
  return found < 0 ? undefined : found;
}

const keyAndColon = /:(?:\s|$)/;

/** The parser says "bad indentation" of more than that. */
function misindentation(
  lines: readonly string[],
  firstLine: number,
  fault: Fault,
  broken: Diagnosis,
): Diagnosis {
  const { line, column } = fault;
  const own = lines[line] ?? '';
  const firstColon = own.search(keyAndColon);
  if (firstColon >= 0 && column > firstColon) {
    return { ...broken, fix: `Put the value in line ${firstLine + line} in quotes` };
  }
  const above = lineAbove(lines, line);
  const textAbove = lines[above ?? line] ?? '';
  if (above !== undefined && !keyAndColon.test(textAbove) && textAbove.search(/\S/) === own.search(/\S/)) {
    return {
      ...broken,
      line: above,
      message: `line ${firstLine + above} has no \`key: value\``,
      fix: `Write a colon and a blank behind the key in line ${firstLine + above}`,
    };
  }
  return {
    code: 'yaml-indentation',
    line,
    message: `line ${firstLine + line} is indented to no level of the lines above it`,
    fix:
      indentationAdvice(lines, line, firstLine) ??
      `Indent line ${firstLine + line} as deep as what it belongs to`,
  };
}
