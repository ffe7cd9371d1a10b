import type { Cluster } from '../../cluster/cluster.js';
import { paramsNamed } from '../../controller/alb-class.js';
import type { IngressClassParams } from '../../object/ingress-class-params.js';
import type { Ingress } from '../../object/ingress.js';
import type { Problem } from '../../problem/problem.js';
import { enforcedBy } from '../../provider/ingress-balancer/alb-class-params.js';
import { referenceTo } from '../notice/reference.js';

/** What there is to say of the parameters of the classes of Ingresses: each once. */
export function paramsNotices(cluster: Cluster, group: readonly Ingress[]): readonly Problem[] {
  const names = new Set(group.flatMap((ingress) => paramsNamed(cluster, ingress) ?? []));
  return [...names].flatMap((name) => {
    const params = cluster.get('IngressClassParams', name);
    return params === undefined
      ? [missing(cluster, group, name)]
      : [...notFollowed(params), ...group.flatMap((ingress) => overruled(cluster, ingress, params))];
  });
}

/** The controller takes no Ingress of such a class; the model takes it that the parameters were not given, and say nothing. */
function missing(cluster: Cluster, group: readonly Ingress[], name: string): Problem {
  const ingress = group.find((each) => paramsNamed(cluster, each) === name);
  const className = ingress?.spec.ingressClassName ?? '';
  return {
    code: 'class-parameters-missing',
    severity: 'notice',
    object: { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', name: className },
    path: 'spec.parameters',
    message: `the IngressClassParams ${name} is not among the objects: it may settle the scheme, the group and the targets of load balancers`,
    fix: 'Give it too: kubectl get ingressclassparams -o yaml',
  };
}

function notFollowed(params: IngressClassParams): readonly Problem[] {
  return params.spec.notFollowed.map((field) => ({
    code: 'class-parameters-not-modelled',
    severity: 'notice',
    object: referenceTo(params),
    path: `spec.${field}`,
    message: `the model does not follow ${field} of the load balancers of a class`,
    fix: 'Read the way of requests as that of load balancers without it',
  }));
}

/** Annotations that say otherwise than the parameters. */
function overruled(cluster: Cluster, ingress: Ingress, params: IngressClassParams): readonly Problem[] {
  if (paramsNamed(cluster, ingress) !== params.metadata.name) return [];
  const { annotations } = ingress.metadata;
  return Object.entries(enforcedBy(params, annotations)).flatMap(([name, value]): readonly Problem[] => {
    const said = annotations[name];
    if (said === undefined || said === value) return [];
    return [
      {
        code: 'load-balancer-setting-ignored',
        severity: 'notice',
        object: referenceTo(ingress),
        path: `metadata.annotations[${name}]`,
        message: `the IngressClassParams ${params.metadata.name} settle this as "${value}", whatever the annotation says`,
        fix: 'Leave the annotation out, or change the parameters of the class',
      },
    ];
  });
}
