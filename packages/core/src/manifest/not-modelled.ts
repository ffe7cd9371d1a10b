import type { ObjectReference, Problem } from '../problem/problem.js';
import { groupOf } from './kind.js';
import { type Manifest, placeOf } from './manifest.js';

/** API groups whose objects send traffic somewhere or stop it, so that answers without them may be wrong. */
const trafficGroups: ReadonlySet<string> = new Set([
  'cilium.io',
  'configuration.konghq.com',
  'crd.projectcalico.org',
  'externaldns.k8s.io',
  'gateway.networking.k8s.io',
  'gateway.networking.x-k8s.io',
  'getambassador.io',
  'k8s.nginx.org',
  'linkerd.io',
  'metallb.io',
  'multicluster.x-k8s.io',
  'networking.istio.io',
  'policy.linkerd.io',
  'policy.networking.k8s.io',
  'projectcalico.org',
  'projectcontour.io',
  'route.openshift.io',
  'security.istio.io',
  'serving.knative.dev',
  'traefik.containo.us',
  'traefik.io',
]);

/** An object of a kind that the model does not look at. */
export interface OtherObject {
  readonly manifest: Manifest;
  readonly reference: ObjectReference;
}

/** One problem for each kind that the model does not look at: a warning where the kind routes or filters traffic. */
export function notModelledProblems(objects: readonly OtherObject[]): readonly Problem[] {
  const byKind = new Map<string, OtherObject[]>();
  for (const object of objects) {
    const kind = `${object.reference.apiVersion} ${object.reference.kind}`;
    const ofKind = byKind.get(kind);
    if (ofKind === undefined) byKind.set(kind, [object]);
    else ofKind.push(object);
  }
  return [...byKind.values()].map(problemOfKind);
}

function problemOfKind(objects: readonly OtherObject[]): Problem {
  const first = objects.reduce((least, object) => (nameOf(object) < nameOf(least) ? object : least));
  const { kind, apiVersion = '' } = first.reference;
  const matters = trafficGroups.has(groupOf(apiVersion));
  const count = objects.length === 1 ? '1 object is' : `${objects.length} objects are`;
  const what = `the model does not look at ${apiVersion} ${kind}: ${count} left aside`;
  return {
    code: 'kind-not-modelled',
    severity: matters ? 'warning' : 'notice',
    object: first.reference,
    path: 'kind',
    message: matters ? `${what}, though they route or filter traffic in a real cluster` : what,
    ...placeOf(first.manifest.source, 'kind'),
  };
}

function nameOf({ reference }: OtherObject): string {
  return `${reference.namespace ?? ''}/${reference.name}`;
}
