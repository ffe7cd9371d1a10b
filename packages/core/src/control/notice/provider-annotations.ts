import type { LoadBalancerProvider, Platform } from '../../cluster/platform.js';
import { nearestName } from '../../object/field/nearest-name.js';
import type { Service } from '../../object/service.js';
import type { Problem } from '../../problem/problem.js';
import { type AnnotationReading, fateOf } from '../../provider/balancer/annotation-reading.js';
import { isBesideEveryWay, knownNames, readersOf } from '../../provider/balancer/known-readings.js';
import { served } from '../../provider/balancer/plan-balancer.js';
import { referenceTo } from './reference.js';

/**
 * What stands in front of the slash in annotations by which providers of load balancers are told what to do.
 *
 * @see kubernetes/cloud-provider-aws, kubernetes-sigs/cloud-provider-azure, kubernetes/ingress-gce, metallb/metallb,
 *   hetznercloud/hcloud-cloud-controller-manager, k3s-io/k3s, kube-vip/kube-vip, cilium/cilium,
 *   kubernetes/cloud-provider-openstack, oracle/oci-cloud-controller-manager, scaleway/scaleway-cloud-controller-manager,
 *   purelb/purelb, projectcalico/calico: their pages on Service annotations
 */
const prefixes: ReadonlySet<string> = new Set([
  'service.beta.kubernetes.io',
  'cloud.google.com',
  'alpha.cloud.google.com',
  'beta.cloud.google.com',
  'networking.gke.io',
  'metallb.io',
  'metallb.universe.tf',
  'load-balancer.hetzner.cloud',
  'svccontroller.k3s.cattle.io',
  'kube-vip.io',
  'lbipam.cilium.io',
  'io.cilium',
  'service.cilium.io',
  'loadbalancer.openstack.org',
  'oci.oraclecloud.com',
  'oci-network-load-balancer.oraclecloud.com',
  'projectcalico.org',
  'k8s.scw-cloud.com',
  'purelb.io',
]);

/** Of the annotations of Kubernetes itself these are for Huawei Cloud and IBM Cloud. */
const ofKubernetes = ['kubernetes.io/elb.', 'service.kubernetes.io/ibm-'];

function isForProvider(key: string): boolean {
  return prefixes.has(key.slice(0, key.indexOf('/'))) || ofKubernetes.some((start) => key.startsWith(start));
}

/** Says of a Service of type LoadBalancer which annotations for a provider its load balancer, or the model, does not follow. */
export function providerAnnotations(service: Service, platform: Platform): readonly Problem[] {
  if (service.spec.type !== 'LoadBalancer') return [];
  const told = Object.entries(service.metadata.annotations).filter(([key]) => isForProvider(key));
  if (told.length === 0) return [];
  const reading = readingFor(service, platform.loadBalancers);
  return told
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]): readonly Problem[] => {
      const notice = noticeOf(key, value, reading, platform);
      const path = `metadata.annotations[${key}]`;
      return notice === undefined
        ? []
        : [{ severity: 'notice', object: referenceTo(service), path, ...notice }];
    });
}

/** What the load balancer of a Service reads; undefined where nobody makes any. */
function readingFor(service: Service, provider: LoadBalancerProvider | null): AnnotationReading | undefined {
  return provider === null ? undefined : served(service, provider)?.reading;
}

type Notice = Pick<Problem, 'code' | 'message' | 'fix'>;

const asWithout = 'Take what a trace says as that of a load balancer without it';

function noticeOf(
  key: string,
  value: string,
  reading: AnnotationReading | undefined,
  platform: Platform,
): Notice | undefined {
  if (reading === undefined) return unread(key, undefined, platform);
  const fate = fateOf(key, value, reading);
  switch (fate.kind) {
    case 'followed':
    case 'beside-the-way':
      return undefined;
    case 'followed-in-part':
      return {
        code: 'annotation-not-modelled',
        message: `the model does not follow the attributes ${fate.others.join(', ')} of ${reading.of}`,
        fix: 'Take what a trace says as that of a load balancer without them',
      };
    case 'not-modelled':
      return {
        code: 'annotation-not-modelled',
        message: `the model does not follow this annotation of ${reading.of}, with which ${fate.changes}`,
        fix: asWithout,
      };
    case 'unread':
      return unread(key, reading, platform);
    default:
      return fate satisfies never;
  }
}

/** An annotation that is for other load balancers, or of which nobody knows; what has an effect nowhere is no matter. */
function unread(key: string, reading: AnnotationReading | undefined, platform: Platform): Notice | undefined {
  const readers = readersOf(key);
  if (readers.length === 0) return unknown(key);
  if (isBesideEveryWay(key)) return undefined;
  const ofOwn = readers.filter(({ provider }) => provider === reading?.provider).map(({ of }) => of);
  const ofOthers = [...new Set(readers.map(({ provider }) => `load balancers of ${provider}`))];
  const whose = (ofOwn.length > 0 ? ofOwn : ofOthers).join(' and ');
  const isStandIn = reading === undefined || platform.loadBalancers?.controllers[0]?.name === 'generic';
  if (isStandIn) {
    return {
      code: 'annotation-not-modelled',
      message: `the platform ${platform.name} does not look at this annotation: it is for ${whose}`,
      fix: 'Choose the platform that it is for, with the option platform or --platform',
    };
  }
  return {
    code: 'load-balancer-setting-ignored',
    message: `${reading.of} does not read this annotation: it is for ${whose}`,
    fix:
      ofOwn.length > 0
        ? 'Leave it out, or ask for a load balancer that reads it'
        : 'Leave it out, or choose the platform that it is for',
  };
}

function unknown(key: string): Notice {
  const near = nearestName(key, knownNames);
  return {
    code: 'annotation-not-modelled',
    message: 'the model knows no load balancer that reads this annotation',
    fix: near === undefined ? asWithout : `Write ${near}, if that is meant`,
  };
}
