import type { Cluster } from '../../../cluster/cluster.js';
import { controllersOf } from '../../../controller/controllers.js';
import { knownControllers } from '../../../controller/known-controllers.js';
import { unclaimedReason } from '../../../controller/unclaimed.js';
import { isFromLiveCluster } from '../../../control/admission/live-object.js';
import { classAnnotation, type Ingress } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import type { CauseCode } from '../../../trace/causes.js';
import type { Cause } from '../../../trace/outcome.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { anyClient, shownAtRule } from '../request/shown-at-rule.js';
import { isServed } from './served.js';

/**
 * Ingresses that no controller takes: they name no class and there is no default, or a class that nobody here serves.
 * Where the objects tell nothing of controllers, those of an application alone, nobody knows; nor of the controllers of
 * clouds and of those that the model cannot recognise.
 *
 * @see kubernetes/website concepts/services-networking/ingress.md, Ingress class
 */
export function ingressClass(cluster: Cluster): readonly Finding[] {
  if (!isAboutControllers(cluster)) return [];
  return cluster
    .list('Ingress')
    .flatMap((ingress) =>
      isServed(cluster, ingress) || isServedElsewhere(cluster, ingress)
        ? []
        : (findingOf(cluster, ingress) ?? []),
    );
}

/** Whether the objects are more than an application: with its nodes, controllers or classes. */
function isAboutControllers(cluster: Cluster): boolean {
  return (
    controllersOf(cluster).length > 0 ||
    cluster.list('IngressClass').length > 0 ||
    !cluster.assumptions.some(({ code }) => code === 'nodes-made-up')
  );
}

/** Classes of controllers that run outside of the cluster, where the model does not see them. */
const classesOfClouds =
  /^(?:alb|gce|gce-internal|azure[/-].*|addon-http-application-routing|webapprouting\..*)$/;

const recognised: ReadonlySet<string> = new Set(knownControllers.map((known) => known.controllerClass));

/** Whether somebody may serve an Ingress whom the model does not see. */
function isServedElsewhere(cluster: Cluster, ingress: Ingress): boolean {
  const { metadata, spec, status } = ingress;
  if (status.loadBalancer.ingress.length > 0) return true;
  const name = spec.ingressClassName ?? metadata.annotations[classAnnotation] ?? '';
  if (classesOfClouds.test(name)) return true;
  if (spec.ingressClassName === undefined) return false;
  const stated = cluster.get('IngressClass', spec.ingressClassName);
  return stated === undefined
    ? isFromLiveCluster(ingress) && cluster.list('IngressClass').length === 0
    : !recognised.has(stated.spec.controller);
}

const codesOfMissing: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'ingress-without-class',
  'no-ingress-controller',
]);
const codesOfForeign: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'ingress-class-not-found',
  'ingress-class-unclaimed',
  'ingress-class-without-controller',
  'ingress-not-watched',
  'no-ingress-controller',
]);

function findingOf(cluster: Cluster, ingress: Ingress): Finding | undefined {
  const reason = unclaimedReason(cluster, ingress);
  if (reason === undefined) return undefined;
  const isNamed =
    ingress.spec.ingressClassName !== undefined ||
    ingress.metadata.annotations[classAnnotation] !== undefined;
  if (!(isNamed ? codesOfForeign : codesOfMissing).has(reason.code)) return undefined;
  const [rule] = ingress.spec.rules;
  const address = { host: rule?.host ?? '', path: rule?.paths[0]?.path ?? '/' };
  const evidence = shownAtRule(cluster, ingress, address, anyClient, (trace) => isUntaken(trace, reason));
  if (evidence === undefined) return undefined;
  return {
    code: isNamed ? 'ingress-class-foreign' : 'ingress-class-missing',
    severity: controllersOf(cluster).length > 0 ? 'error' : 'warning',
    object: referenceTo(ingress),
    path: fieldOf(ingress),
    message: reason.message,
    fix: reason.fix ?? '',
    evidence,
  };
}

/** The field that names the class, or should. */
function fieldOf({ metadata, spec }: Ingress): string {
  return spec.ingressClassName === undefined && metadata.annotations[classAnnotation] !== undefined
    ? `metadata.annotations[${classAnnotation}]`
    : 'spec.ingressClassName';
}

/** Whether the name of the host is published nowhere for this reason, or a controller knows no such host or path. */
function isUntaken({ outcome }: Trace, { code }: Cause): boolean {
  const found = outcome.cause.code;
  return (
    found === code ||
    (outcome.kind === 'response' &&
      outcome.from === 'proxy' &&
      (found === 'host-unknown' || found === 'path-unknown'))
  );
}
