import type { Cluster } from '../../cluster/cluster.js';
import { isForAlb } from '../../controller/alb.js';
import { gceAnswer } from '../../controller/gce.js';
import type { Ingress } from '../../object/ingress.js';
import type { Problem } from '../../problem/problem.js';
import { referenceTo } from './reference.js';

/** A cloud's own way to serve Ingresses. */
interface CloudController {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly takes: (cluster: Cluster, ingress: Ingress) => boolean;
}

/**
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md
 * @see kubernetes/ingress-gce pkg/annotations/ingress.go
 * @see Azure/application-gateway-kubernetes-ingress docs/annotations.md
 */
const clouds: readonly CloudController[] = [
  { name: 'the AWS Load Balancer Controller', prefixes: ['alb.ingress.kubernetes.io/'], takes: isForAlb },
  {
    name: 'the Ingress controller of GKE',
    prefixes: ['networking.gke.io/', 'ingress.gcp.kubernetes.io/'],
    takes: (cluster, ingress) => gceAnswer(cluster, ingress) !== undefined,
  },
  {
    name: 'the Application Gateway of Azure',
    prefixes: ['appgw.ingress.kubernetes.io/'],
    takes: () => false,
  },
];

/** Whether an Ingress has annotations for the controller of some cloud. */
export function hasCloudAnnotations({ metadata }: Ingress): boolean {
  return Object.keys(metadata.annotations).some((key) => cloudOf(key) !== undefined);
}

/** Says of an Ingress which of its annotations are for the controller of a cloud that does not serve it. */
export function cloudAnnotations(cluster: Cluster, ingress: Ingress): readonly Problem[] {
  // Those that a cloud serves are told so by its controller.
  if (clouds.some(({ takes }) => takes(cluster, ingress))) return [];
  return Object.keys(ingress.metadata.annotations)
    .sort()
    .flatMap((key): readonly Problem[] => {
      const cloud = cloudOf(key);
      if (cloud === undefined) return [];
      return [
        {
          code: 'load-balancer-setting-ignored',
          severity: 'notice',
          object: referenceTo(ingress),
          path: `metadata.annotations[${key}]`,
          message: `nobody reads this annotation: it is for ${cloud.name}, which does not serve the Ingress`,
          fix: 'Leave it out, or choose the platform and the class of the controller that it is for',
        },
      ];
    });
}

function cloudOf(key: string): CloudController | undefined {
  return clouds.find(({ prefixes }) => prefixes.some((prefix) => key.startsWith(prefix)));
}
