import type { ListenerAction, ListenerRouting, ListenerRule } from '../../cluster/listener-rule.js';
import type { IngressPath } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { gceAction, type GceReading } from './gce-backend.js';
import { isRefusal, type Refusal, refusedAt } from './plan.js';

/** A path of a URL map: the path itself, or what begins with it where it ends in a star. */
interface MapPath {
  readonly pattern: string;
  readonly action: ListenerAction;
  readonly field: string;
}

/** What answers where an Ingress has no default backend: a Service of GKE's own. @see kubernetes/ingress-gce docs/faq/gce.md */
const systemDefaultBackend: ListenerAction = {
  kind: 'fixed-response',
  status: 404,
  contentType: 'text/plain',
  body: 'default backend - 404',
  missing: 'rule',
  by: 'default-http-backend',
};

/**
 * The URL map of an Ingress as rules in the order in which they decide: hosts, then `*.` hosts from the longest, then
 * every host; in each the longest path. A host whose paths do not match goes to the default backend, not to another
 * host. A host that is stated again replaces the rules before, and so does a path within a host.
 *
 * @see kubernetes/ingress-gce pkg/controller/translator/translator.go, pkg/utils/gceurlmap.go
 * @see docs.cloud.google.com load-balancing/docs/url-map-concepts
 */
export function urlMapOf(reading: GceReading): ListenerRouting | Refusal {
  const { ingress } = reading;
  const object = referenceTo(ingress);
  const otherwise = defaultOf(reading);
  if (isRefusal(otherwise)) return otherwise;
  const byHost = new Map<string, readonly MapPath[]>();
  for (const [index, { host, paths }] of ingress.spec.rules.entries()) {
    if (paths.length === 0) continue;
    const ofRule = new Map<string, MapPath>();
    for (const [place, path] of paths.entries()) {
      const field = `spec.rules[${index}].http.paths[${place}]`;
      const action = gceAction(reading, path.backend, `${field}.backend`);
      if (isRefusal(action)) return action;
      const patterns = patternsOf(path);
      if (typeof patterns === 'string') return refusedAt(object, `${field}.path`, patterns, wayOut);
      for (const pattern of patterns) ofRule.set(pattern, { pattern, action, field });
    }
    byHost.set(host, [...ofRule.values()]);
  }
  const rules: ListenerRule[] = [];
  for (const host of [...byHost.keys()].sort(byPrecision)) {
    const ofHost = host === '' ? [] : [{ field: 'host-header', values: [host] } as const];
    for (const { pattern, action, field } of [...(byHost.get(host) ?? [])].sort(byLength)) {
      const conditions = [...ofHost, { field: 'path-pattern', values: [pattern] } as const];
      rules.push({ priority: rules.length + 1, conditions, action, object, path: field });
    }
    if (host !== '') {
      rules.push({ ...otherwise, priority: rules.length + 1, conditions: ofHost });
    }
  }
  return { rules, otherwise };
}

function defaultOf(reading: GceReading): ListenerRouting['otherwise'] | Refusal {
  const object = referenceTo(reading.ingress);
  const path = 'spec.defaultBackend';
  const backend = reading.ingress.spec.defaultBackend;
  if (backend === undefined) return { action: systemDefaultBackend, object, path: 'spec.rules' };
  const action = gceAction(reading, backend, path);
  return isRefusal(action) ? action : { action, object, path };
}

const wayOut = 'Write a path without ?, # and *; only ImplementationSpecific may end in /*';

/** The paths of a URL map for a path of an Ingress, or why it can have none. */
function patternsOf({ path, pathType }: IngressPath): readonly string[] | string {
  if (/[?#]/.test(path)) return `the path ${path} has a ? or #, and a URL map takes neither`;
  switch (pathType) {
    case 'ImplementationSpecific':
      if (path === '') return ['/*'];
      return /\*(?!$)|[^/]\*/.test(path)
        ? `the path ${path} has a star elsewhere than behind its final slash`
        : [path];
    case 'Exact':
      return path.includes('*') ? `the path ${path} of type Exact has a star` : [path];
    case 'Prefix': {
      if (path === '/') return ['/*'];
      if (path.includes('*')) return `the path ${path} of type Prefix has a star`;
      const bare = path.replace(/\/$/, '');
      return [bare, `${bare}/*`];
    }
    default:
      return pathType satisfies never;
  }
}

function byPrecision(a: string, b: string): number {
  return rank(a) - rank(b) || b.length - a.length || (a < b ? -1 : 1);
}

function rank(host: string): number {
  if (host === '') return 2;
  return host.startsWith('*') ? 1 : 0;
}

/** The longest first; of those as long as each other, the one without star is the more precise, and the lesser text. */
function byLength({ pattern: a }: MapPath, { pattern: b }: MapPath): number {
  return bareLength(b) - bareLength(a) || (a < b ? -1 : 1);
}

function bareLength(pattern: string): number {
  return pattern.replace(/\*$/, '').length;
}
