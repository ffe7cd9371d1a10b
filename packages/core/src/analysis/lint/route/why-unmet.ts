import { flagValue } from '../../../ingress/nginx/annotation/annotation-value.js';
import { agesDiffer } from '../../../ingress/order.js';
import { ingressLabel } from '../../../ingress/reference.js';
import type { SkipCode } from '../../../trace/skips.js';
import type { Trace } from '../../../trace/trace.js';
import type { AskedServer, RuleServer } from './rule-server.js';
import type { StatedPath, StatedRule } from './stated-rule.js';
import { hostText, isOfIngress } from './words.js';

/** A rule to which no request comes, and what became of one that it is written for. */
export interface Unmet {
  readonly server: RuleServer;
  readonly rule: StatedRule | StatedPath;
  /** The rule that took the request. */
  readonly taker: StatedRule | StatedPath | undefined;
  readonly asked: AskedServer;
  /** Why the rule did not take it. */
  readonly code: SkipCode | undefined;
  readonly query: string;
}

/** Why no request comes to a rule, in words. */
export interface WhyUnmet {
  /** The rule as part of a sentence. */
  readonly label: string;
  readonly field: string;
  readonly reason: string;
  readonly fix: string;
  /** Whether the rule would do what is done without it. */
  readonly isHarmless: boolean;
}

/** Undefined where it is not the rule that is to blame. */
export function whyUnmet(unmet: Unmet): WhyUnmet | undefined {
  const { rule } = unmet;
  const isPath = 'pathType' in rule;
  const label = isPath
    ? `${rule.pathType} ${rule.path} of ${hostText(rule.host)} in ${ingressLabel(rule.ingress)}`
    : nameOf(rule);
  const field = isPath ? `${rule.field}.path` : rule.field;
  const told = isCanary(rule) ? ofCanary(unmet) : (ofRule(unmet) ?? ofOthers(unmet));
  return told && { label, field, isHarmless: false, ...told };
}

type Told = Pick<WhyUnmet, 'reason' | 'fix'> & Partial<WhyUnmet>;

function isCanary({ ingress: { metadata } }: StatedRule): boolean {
  return Object.entries(metadata.annotations).some(
    ([key, value]) => key.endsWith('/canary') && flagValue(value) === true,
  );
}

/** A canary that shares the requests of no other rule. */
function ofCanary({ code, rule }: Unmet): Told | undefined {
  if (!('pathType' in rule)) return undefined;
  if (code === 'canary-not-first') {
    return {
      reason: 'another canary of the same path comes first, and only one counts',
      fix: 'Leave one of the canaries out.',
    };
  }
  if (code !== 'service-is-canary') return undefined;
  return {
    reason: 'it is a canary, and no other Ingress has the same host, path and type of path',
    fix: 'State the path in an Ingress that is no canary, or take the annotation off.',
  };
}

/** What is wrong with the rule itself. */
function ofRule({ server, code, rule, query }: Unmet): Told | undefined {
  if (code === 'backend-is-resource') {
    return {
      field: `${rule.field}.backend`,
      reason: `its backend is a resource, and ${server.name} leaves such paths out`,
      fix: 'Lead the path to a Service.',
    };
  }
  if (code === 'service-is-canary') {
    return {
      reason: 'its Service is that of a canary, which takes no path of its own',
      fix: 'Give the canary a Service of its own.',
    };
  }
  const before = rule.path.slice(0, -query.length);
  // Of an expression it is not known what it should take.
  if (query === '' || !/^[-\w./~]*$/.test(before)) return undefined;
  const isQuery = query.startsWith('?');
  return {
    reason: isQuery
      ? 'paths are compared without the query, which begins with the question mark'
      : 'clients send nothing of what stands behind #',
    fix: `Write ${before}${isQuery ? ', and let the application look at the query' : ''}.`,
  };
}

/** What takes its requests. */
function ofOthers({ rule, taker, asked, server }: Unmet): Told | undefined {
  const leave = 'Leave it out';
  if (taker === undefined) {
    if (asked.hop.stage === 'load-balancer' && isStatedAgain(rule)) {
      return {
        reason: 'a rule further on is for the same host, and takes its place',
        fix: 'Put all paths of the host into one rule.',
      };
    }
    return ofNobody(rule, server, asked.trace);
  }
  const name = nameOf(taker);
  const isHarmless = isSame(rule, taker);
  if ('pathType' in rule && 'pathType' in taker && rule.path === taker.path && rule.host === taker.host) {
    return {
      reason: `${name} is for the same host and path, and comes first${agesDiffer(rule.ingress, taker.ingress) ? ', being older' : ''}`,
      fix: isHarmless
        ? `${leave}: it changes nothing.`
        : 'Leave one of the two out, or give one another path.',
      isHarmless,
    };
  }
  const isPath = 'pathType' in rule;
  // What covers a path is no default backend: something else is wrong with the rule.
  if (isPath && !('pathType' in taker)) return undefined;
  if (isPath) {
    return {
      reason: `${name} takes what it is written for`,
      fix: isHarmless ? `${leave}: it changes nothing.` : `${leave}, or let ${name} take less.`,
      isHarmless,
    };
  }
  return {
    reason: `${name} takes what no other path takes`,
    fix:
      'pathType' in taker ? `${leave}.` : 'Leave one of the two out, or write it as the path / of the hosts.',
    isHarmless: isHarmless || taker.ingress === rule.ingress,
  };
}

/** What becomes of its requests where no rule takes them. */
function ofNobody(rule: StatedRule, server: RuleServer, { request, outcome }: Trace): Told | undefined {
  if (outcome.kind !== 'response') return undefined;
  const { code, object, message, fix } = outcome.cause;
  if (code === 'ingress-dropped' && fix !== undefined && isOfIngress(object, rule.ingress)) {
    return { reason: message.replace(/\.$/, ''), fix };
  }
  if (outcome.from !== 'proxy' || code === 'route-of-other-port') return undefined;
  const isPath = 'pathType' in rule;
  return {
    reason: `${isPath ? request.target : `${server.name} does not use it, and what no path takes`} is answered ${outcome.status}`,
    fix: isPath ? 'Leave it out, or write what requests ask for.' : 'Write it as the path / of the hosts.',
  };
}

/** Whether a rule further on in the Ingress has the host of this one. @see kubernetes/ingress-gce pkg/utils/gceurlmap.go */
function isStatedAgain({ ingress, field, host }: StatedRule): boolean {
  const own = Number(/^spec\.rules\[(\d+)\]/.exec(field)?.[1]);
  return ingress.spec.rules.some((rule, index) => index > own && rule.host === host);
}

function nameOf(rule: StatedRule | StatedPath): string {
  const what =
    'pathType' in rule
      ? `${rule.pathType} ${rule.path}${rule.host === '' ? ' of every host' : ''}`
      : 'the default backend';
  return `${what} of ${ingressLabel(rule.ingress)}`;
}

/** Whether two rules do the same: they have one backend, and Ingresses that say the same. */
export function isSame(one: StatedRule, other: StatedRule): boolean {
  const [mine, theirs] = [one, other].map(({ ingress: { metadata }, backend }) =>
    JSON.stringify([metadata.namespace, backend, metadata.annotations]),
  );
  return mine === theirs;
}
