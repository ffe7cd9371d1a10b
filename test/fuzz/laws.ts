import { isDeepStrictEqual } from 'node:util';
import {
  actions,
  assumptions,
  causes,
  problemCodes,
  rejections,
  rules,
  skips,
  type AllTraces,
  type Assumption,
  type Cluster,
  type ExplainedTrace,
  type Hop,
  type Problem,
  type Rejection,
  type ReplyHop,
  type Trace,
} from '@kubehop/core';

const severities: ReadonlySet<string> = new Set<Problem['severity']>(['error', 'warning', 'notice']);

/** What is wrong with problems themselves: each has a code of the catalogue, an object, a path and a message. */
function problemFaults(problems: readonly Problem[]): readonly string[] {
  return [
    ...problems.flatMap((problem) => {
      const { code, severity, object, path, message, fix } = problem;
      const at = `problem ${textOf(problem)}`;
      return [
        ...unlisted(problemCodes, code, at),
        ...(severities.has(severity) ? [] : [`${at} has no severity`]),
        ...unsaid(object.kind, `the kind in ${at}`),
        // An object that has no name is named so.
        ...(object.name === '' ? [] : unsaid(object.name, `the name in ${at}`)),
        ...unsaid(path, `the path of ${at}`),
        ...unsaid(message, `the message of ${at}`),
        ...(fix === undefined ? [] : unsaid(fix, `the fix of ${at}`)),
      ];
    }),
    ...notPlain(problems, 'the problems'),
  ];
}

/** What is skipped at a hop is rejected there as well. */
const rejectionCodes = { ...rejections, ...skips };

/** What is wrong with what a cluster says of itself. */
export function clusterFaults({
  problems,
  assumptions: assumed,
}: Pick<Cluster, 'problems' | 'assumptions'>): readonly string[] {
  return [...problemFaults(problems), ...assumptionFaults(assumed)];
}

/** What is wrong with assumptions. */
function assumptionFaults(assumed: readonly Assumption[]): readonly string[] {
  return assumed.flatMap((assumption) => {
    const at = `assumption ${textOf(assumption)}`;
    return [
      ...unlisted(assumptions, assumption.code, at),
      ...unsaid(assumption.message, `the message of ${at}`),
    ];
  });
}

/** What is wrong with a trace: each code is in its catalogue, and it is plain JSON. */
export function traceFaults(trace: ExplainedTrace): readonly string[] {
  return [
    ...contentFaults(trace),
    ...trace.hops.flatMap(({ rejected }) => rejectionFaults(rejected)),
    ...notPlain(trace, 'the trace'),
  ];
}

function contentFaults(trace: Trace): readonly string[] {
  const { outcome, probability } = trace;
  return [
    ...trace.hops.flatMap(hopFaults),
    ...trace.reply.flatMap(hopFaults),
    ...assumptionFaults(trace.assumptions),
    ...unlisted(causes, outcome.cause.code, 'the cause of the outcome'),
    ...unsaid(outcome.cause.message, `the message of the cause ${outcome.cause.code}`),
    ...(probability > 0 && probability <= 1 ? [] : [`the probability is ${probability}`]),
  ];
}

/** What is wrong with all ways of a request: their shares make one whole. */
export function allTracesFaults(all: AllTraces): readonly string[] {
  return [
    ...all.branches.flatMap(({ trace }) => contentFaults(trace)),
    ...[all.branches, all.outcomes].flatMap((shares) => {
      const sum = shares.reduce((total, { probability }) => total + probability, 0);
      return Math.abs(sum - 1) < 1e-9 ? [] : [`the shares sum to ${sum}`];
    }),
    ...notPlain(all, 'what traceAll gives'),
  ];
}

/** What is wrong with what was rejected at a hop. */
function rejectionFaults(rejected: readonly Rejection[]): readonly string[] {
  return rejected.flatMap(({ code, candidate, reason }) => [
    ...unlisted(rejectionCodes, code, `the rejection of ${candidate}`),
    ...unsaid(candidate, `the candidate rejected by ${code}`),
    ...unsaid(reason, `the reason of ${code}`),
  ]);
}

/** What is wrong with a text for people. */
export function unsaid(text: unknown, what: string): readonly string[] {
  if (typeof text !== 'string') return [`${what} is no text but ${typeof text}`];
  if (text === '') return [`${what} is empty`];
  return /\[object \w+\]|\[native code\]/.test(text)
    ? [`${what} tells a value that is no text: ${text}`]
    : [];
}

function hopFaults(hop: Hop | ReplyHop): readonly string[] {
  return [
    ...unlisted(actions, hop.action, `the action at ${hop.stage}`),
    ...unlisted(rules, hop.rule.id, `the rule at ${hop.stage}`),
    ...hop.skipped.flatMap(({ code }) => unlisted(skips, code, `what was skipped at ${hop.stage}`)),
  ];
}

function unlisted(catalogue: object, code: string, at: string): readonly string[] {
  return Object.hasOwn(catalogue, code) ? [] : [`${at} has the code ${code}, which no catalogue lists`];
}

function notPlain(value: unknown, what: string): readonly string[] {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)
    ? []
    : [`${what} would not survive JSON`];
}

function textOf(value: unknown): string {
  return JSON.stringify(value).slice(0, 400);
}
