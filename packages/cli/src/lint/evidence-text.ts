import { type Cluster, type Outcome, type RequestInput, traceRequest } from '@kubehop/core';
import type { Evidence } from '@kubehop/core/analysis';
import { isDeepStrictEqual } from 'node:util';
import type { ManifestOptions } from '../input/manifest-options.js';
import { traceCommandFor } from './trace-command-text.js';

/** Who may ask again: with the cluster, and the options that made it. */
export interface Asker {
  readonly cluster: Cluster;
  readonly options: ManifestOptions;
}

/** What shows that a finding is true: what to run or to ask, and what comes of it; or a rule and where it is written. */
export interface EvidenceText {
  readonly shownBy: { readonly kind: 'command' | 'url' | 'rule'; readonly text: string };
  readonly result: string;
}

/** Evidence in words, for somebody who has the manifests of the options. */
export function evidenceText(evidence: Evidence, { cluster, options }: Asker): EvidenceText {
  switch (evidence.kind) {
    case 'request': {
      const { request, trace } = evidence;
      const command = traceCommandFor(
        withoutUsualOrigin(request, cluster),
        options,
        !isFirstWay(cluster, evidence),
      );
      return {
        shownBy:
          command === undefined ? { kind: 'url', text: request.url } : { kind: 'command', text: command },
        result: outcomeText(trace.outcome),
      };
    }
    case 'rule':
      return { shownBy: { kind: 'rule', text: evidence.rule }, result: evidence.source };
    default:
      return evidence satisfies never;
  }
}

/** A request without the origin that the platform takes for granted. */
function withoutUsualOrigin(request: RequestInput, { platform }: Cluster): RequestInput {
  const { from, ...rest } = request;
  return isDeepStrictEqual(from, platform.defaultOrigin) ? rest : request;
}

/** Whether the request ends so on the first of its ways, which is the one that `kubehop trace` follows. */
function isFirstWay(cluster: Cluster, { request, trace }: Extract<Evidence, { kind: 'request' }>): boolean {
  const { outcome } = traceRequest(cluster, request);
  return outcome.kind === trace.outcome.kind && outcome.cause.code === trace.outcome.cause.code;
}

function outcomeText(outcome: Outcome): string {
  const { kind, cause } = outcome;
  return `${kind === 'response' ? String(outcome.status) : kind}: ${cause.message}`;
}
