import { type Cluster, type Request, type Trace, traceApiVersion, traceRequest } from '@kubehop/core';
import type { Proof } from '@kubehop/core/analysis';
import { explain } from '@kubehop/core/explain';
import { isDeepStrictEqual } from 'node:util';
import type { ManifestOptions } from '../input/manifest-options.js';
import type { Colors } from '../output/colors.js';
import { styleOf } from '../output/colors.js';
import { jsonText } from '../output/json.js';
import { failureSummary } from '../test/reporter/failure-summary.js';
import { commandForRequest, urlOf } from '../trace/command-for-request.js';
import { requestText } from './request-text.js';

/** Where a proof was looked for: the cluster, and the options that made it. */
export interface Ground {
  readonly cluster: Cluster;
  readonly options: ManifestOptions;
}

/** A proof as a person reads it: for how many kinds of requests it holds, or a request for which it does not. */
export function proofText(proof: Proof, ground: Ground, colors: Colors): string {
  switch (proof.kind) {
    case 'holds':
      return `${colors.green('holds')} for ${kindsText(proof.kinds)}\n`;
    case 'fails': {
      const { counterexample, trace, failures } = proof;
      return [
        `${colors.red('does not hold')}: ${failingText(proof.kinds)}\n`,
        exampleText(counterexample, trace, ground, colors),
        `${failureSummary({ failures })}\n`,
      ].join('\n');
    }
    case 'unknown': {
      const { example, trace, reason } = proof;
      return [
        `${colors.yellow('unknown')} for ${kindsText(proof.kinds)}: ${reason}\n`,
        ...(example === undefined ? [] : [exampleText(example, trace, ground, colors)]),
      ].join('\n');
    }
    default:
      return proof satisfies never;
  }
}

/** `all 3 kinds of requests` */
function kindsText(count: number): string {
  return count === 1 ? 'the one kind of requests' : `all ${count} kinds of requests`;
}

function failingText(kinds: number): string {
  return kinds === 1
    ? 'the request that fails is'
    : `of ${kinds} kinds of requests, the smallest that fails is`;
}

function exampleText(request: Request, trace: Trace | undefined, ground: Ground, colors: Colors): string {
  const command = commandFor(request, trace, ground);
  const told = trace === undefined ? '' : explain(trace, { depth: 'summary', style: styleOf(colors) });
  const asked = command ?? `No option of kubehop trace says all of it: ${requestText(request)}`;
  return `  ${colors.bold(asked)}\n${told === '' ? '' : `\n${told}\n`}`;
}

/** The command that follows the request; every way, where the one that matters is not the first. */
function commandFor(
  request: Request,
  trace: Trace | undefined,
  { cluster, options }: Ground,
): string | undefined {
  const isFirst =
    trace === undefined || isDeepStrictEqual(traceRequest(cluster, request).outcome, trace.outcome);
  return commandForRequest(request, cluster, options, !isFirst);
}

/** A proof as programs read it. */
export function proofJson(proof: Proof, ground: Ground): string {
  const { kind: verdict, ...rest } = proof;
  const request =
    'counterexample' in proof ? proof.counterexample : 'example' in proof ? proof.example : undefined;
  const trace = 'trace' in proof ? proof.trace : undefined;
  const command = request === undefined ? undefined : commandFor(request, trace, ground);
  return jsonText({
    apiVersion: traceApiVersion,
    kind: 'Proof',
    verdict,
    ...(request === undefined ? {} : { url: urlOf(request) }),
    ...(command === undefined ? {} : { command }),
    ...rest,
  });
}
