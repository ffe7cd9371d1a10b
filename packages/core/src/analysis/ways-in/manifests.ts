import type { StringMap } from '../../object/metadata.js';
import { type CompleteApplication, namespace, type Site } from './application.js';
import type { WayInKind } from './way-in.js';

/** A Kubernetes object as a user would write it. */
type Manifest = Readonly<Record<string, unknown>>;

/** The image of the controller that stands for ingress-nginx. */
const controllerImage = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';

/**
 * The objects of an application that is exposed in one way. Its pods are bare: what fails is replaced by nothing, so that
 * it can be seen what breaks until then.
 */
export function manifestsOf(kind: WayInKind, application: CompleteApplication): readonly Manifest[] {
  const { sites } = application;
  const pods = sites.flatMap((site) => podsOf(site, application, kind === 'host-network'));
  const { externalTrafficPolicy } = application;
  const services = (type?: 'NodePort' | 'LoadBalancer', annotations: StringMap = {}): readonly Manifest[] =>
    sites.map((site) =>
      serviceOf(site, application, type === undefined ? {} : { type, externalTrafficPolicy }, annotations),
    );
  switch (kind) {
    case 'host-network':
      return pods;
    case 'node-port':
      return [...pods, ...services('NodePort')];
    case 'load-balancer':
      return [...pods, ...services('LoadBalancer')];
    case 'nlb':
      return [...pods, ...services('LoadBalancer', nlb)];
    case 'ingress-nginx':
      return [
        ...pods,
        ...services(),
        ...controllerOf(application),
        ...sites.map((site) => ingressOf(site, 'nginx')),
      ];
    case 'alb':
      return [
        ...pods,
        ...services(),
        classOf('alb', 'ingress.k8s.aws/alb'),
        ...sites.map((site) => ingressOf(site, 'alb', alb)),
      ];
    case 'gce-ingress':
      return [...pods, ...services(), ...sites.map((site) => ingressOf(site, undefined, gce))];
    default:
      return kind satisfies never;
  }
}

const nlb: StringMap = { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' };

/** All sites share one load balancer, which sends to their pods. */
const alb: StringMap = {
  'alb.ingress.kubernetes.io/group.name': namespace,
  'alb.ingress.kubernetes.io/scheme': 'internet-facing',
  'alb.ingress.kubernetes.io/target-type': 'ip',
};

/** The class of Google Kubernetes Engine has no IngressClass. */
const gce: StringMap = { 'kubernetes.io/ingress.class': 'gce' };

function podsOf(
  { name, hostPort, index }: Site,
  application: CompleteApplication,
  hostNetwork: boolean,
): readonly Manifest[] {
  const containerPort = hostNetwork ? hostPort : application.port;
  return replicasOf({ app: name, first: index }, application, {
    ...(hostNetwork ? { hostNetwork } : {}),
    containers: [{ name: 'web', image: 'example.com/web:1', ports: [{ containerPort }] }],
  });
}

/** Pods of one name on as many nodes as there are; those of the next name start at the next node. */
function replicasOf(
  { app, first }: { readonly app: string; readonly first: number },
  { replicas, nodes }: CompleteApplication,
  spec: Manifest,
): readonly Manifest[] {
  return Array.from({ length: replicas }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${app}-${index + 1}`, namespace, labels: { app } },
    spec: { ...spec, ...pinnedTo(nodes[(first + index) % Math.max(nodes.length, 1)]) },
  }));
}

function pinnedTo(node: string | undefined): Manifest {
  return node === undefined ? {} : { nodeSelector: { 'kubernetes.io/hostname': node } };
}

function serviceOf(
  { name }: Site,
  { port }: CompleteApplication,
  spec: Manifest,
  annotations: StringMap,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, annotations },
    spec: { ...spec, selector: { app: name }, ports: [{ port: 80, targetPort: port }] },
  };
}

/** Controllers of one class behind one load balancer. */
function controllerOf(application: CompleteApplication): readonly Manifest[] {
  const app = 'controller';
  return [
    classOf('nginx', 'k8s.io/ingress-nginx'),
    ...replicasOf({ app, first: 0 }, application, {
      containers: [
        {
          name: 'controller',
          image: controllerImage,
          args: ['/nginx-ingress-controller', `--publish-service=${namespace}/${app}`],
          ports: [{ name: 'http', containerPort: 80 }],
        },
      ],
    }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: app, namespace },
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: application.externalTrafficPolicy,
        selector: { app },
        ports: [{ port: 80, targetPort: 'http' }],
      },
    },
  ];
}

function classOf(name: string, controller: string): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: { controller },
  };
}

function ingressOf(
  { name, host }: Site,
  ingressClassName: string | undefined,
  annotations: StringMap = {},
): Manifest {
  const backend = { service: { name, port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations },
    spec: {
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}
