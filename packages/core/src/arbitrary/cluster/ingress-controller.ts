import * as fc from 'fast-check';
import type { ContainerManifest } from '../../manifest/container.js';
import { oneWanted, seldom, type Candidate } from './features.js';
import type { ClusterSettings, IngressControllerName } from './knobs.js';
import type { WrittenManifest } from './written-manifest.js';

type Door = 'LoadBalancer' | 'NodePort' | 'hostNetwork';

/** What is drawn of the ingress controller of a cluster. */
export interface IngressControllerChoice {
  readonly controller: IngressControllerName;
  /** How requests come in to it from outside. */
  readonly door: Door;
  readonly keepsSource: boolean;
  readonly replicas: number;
}

/** Draws an ingress controller. */
export function ingressControllerArbitrary(settings: ClusterSettings): fc.Arbitrary<IngressControllerChoice> {
  const { ingressControllers, features } = settings;
  return fc
    .tuple(
      fc.constantFrom(...ingressControllers),
      oneWanted(features, doors),
      seldom(features, 'trafficPolicies'),
      fc.integer({ min: 1, max: 2 }),
    )
    .map(([controller, door, keepsSource, replicas]) => ({ controller, door, keepsSource, replicas }));
}

const doors: readonly Candidate<Door>[] = [
  { value: 'LoadBalancer' },
  { value: 'NodePort' },
  { value: 'hostNetwork', needs: 'hostNetwork' },
];

const namespace = 'ingress';
const ports = [
  { name: 'http', containerPort: 80 },
  { name: 'https', containerPort: 443 },
];

interface Installation {
  readonly className: string;
  readonly controllerClass: string;
  readonly image: string;
  /** The flag that makes the controller publish the address of its Service. */
  readonly publishes: string;
  readonly args: readonly string[];
}

/** @see kubernetes/ingress-nginx charts/ingress-nginx; traefik/traefik-helm-chart traefik */
const installations: Readonly<Record<IngressControllerName, Installation>> = {
  'ingress-nginx': {
    className: 'nginx',
    controllerClass: 'k8s.io/ingress-nginx',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.12.1',
    publishes: `--publish-service=${namespace}/controller`,
    args: [],
  },
  traefik: {
    className: 'traefik',
    controllerClass: 'traefik.io/ingress-controller',
    image: 'docker.io/traefik:v3.3.4',
    publishes: `--providers.kubernetesingress.ingressendpoint.publishedservice=${namespace}/controller`,
    args: [
      '--providers.kubernetesingress',
      '--entrypoints.web.address=:80',
      '--entrypoints.websecure.address=:443',
    ],
  },
};

/** The name of the class that Ingresses ask the controller by. */
export function classNameOf({ controller }: IngressControllerChoice): string {
  return installations[controller].className;
}

/** An ingress controller as its chart installs it: its class, its pods, and the Service in front of them, if any. */
export function ingressControllerManifests({
  controller,
  door,
  keepsSource,
  replicas,
}: IngressControllerChoice): readonly WrittenManifest[] {
  const { className, controllerClass, image, publishes, args } = installations[controller];
  const hasService = door !== 'hostNetwork';
  const container: ContainerManifest = {
    name: 'controller',
    image,
    args: [...args, ...(hasService ? [publishes] : [])],
    ports,
  };
  const labels = { app: 'controller' };
  const pods: WrittenManifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name: 'controller' },
    spec: {
      ...(replicas > 1 && { replicas }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...(!hasService && { hostNetwork: true }), containers: [container] },
      },
    },
  };
  const service: WrittenManifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'controller' },
    spec: {
      ...(hasService && { type: door }),
      ...(keepsSource && { externalTrafficPolicy: 'Local' }),
      selector: labels,
      ports: ports.map(({ name, containerPort }) => ({ name, port: containerPort })),
    },
  };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: className },
      spec: { controller: controllerClass },
    },
    pods,
    ...(hasService ? [service] : []),
  ];
}
