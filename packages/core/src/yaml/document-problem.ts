import type { ManifestSource } from '../manifest/manifest.js';
import { jsonTypeOf } from '../manifest/json.js';
import type { ProblemCode } from '../problem/codes.js';
import type { Problem, Severity } from '../problem/problem.js';
import type { Expansion } from './alias-expansion.js';
import type { DocumentText } from './document.js';
import type { ReadLimits } from './limits.js';

/** One problem for all that are no objects: a list of a million numbers is one mistake. */
export function noObjectProblem(
  document: DocumentText,
  source: ManifestSource,
  items: readonly unknown[],
  first: number,
): Problem {
  return documentProblem(document, source.locate(`[${first}]`) ?? document.firstLine, {
    code: 'manifest-not-object',
    message: `a Kubernetes object is expected, not a value of type ${jsonTypeOf(items[first])}`,
    fix: 'Give objects with apiVersion, kind and metadata',
  });
}

/** kubectl lets nothing but a comment stand behind `---`. */
export function headingProblem(document: DocumentText): Problem {
  return documentProblem(document, document.firstLine - 1, {
    code: 'yaml-separator',
    message: `invalid Yaml document separator: ${document.heading}`,
    fix: 'Let nothing but a comment stand behind `---`',
  });
}

/** Something stands behind `...`. */
export function ignoredProblem(document: DocumentText, line: number): Problem {
  return documentProblem(document, line, {
    code: 'yaml-ignored',
    severity: 'warning',
    message: 'kubectl reads nothing between `...` and the next `---`',
    fix: 'Write `---` in place of `...`',
  });
}

/** The aliases stand for too much. */
export function aliasProblem(
  document: DocumentText,
  expansion: Exclude<Expansion, 'within'>,
  limits: ReadLimits,
): Problem {
  return documentProblem(document, document.firstLine, {
    code: 'yaml-aliases',
    message:
      expansion === 'endless'
        ? 'an anchor holds an alias of itself'
        : `the aliases add more than ${limits.aliasedNodes} values, or nest deeper than ${limits.depth}`,
    fix: 'Write the values out, or raise the limits aliasedNodes and depth',
  });
}

function documentProblem(
  document: DocumentText,
  line: number,
  problem: {
    readonly code: ProblemCode;
    readonly severity?: Severity;
    readonly message: string;
    readonly fix: string;
  },
): Problem {
  return {
    severity: 'error',
    ...problem,
    object: { kind: 'Document', name: document.name },
    path: '.',
    source: { ...(document.file !== undefined && { file: document.file }), line },
  };
}
