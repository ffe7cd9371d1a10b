import type { ControllerProfile } from './profile.js';

/** What is known of an ingress controller before any of its settings. */
export interface KnownController {
  readonly name: string;
  readonly dialect: ControllerProfile['dialect'];
  /** The ends of its image repositories. */
  readonly images: readonly string[];
  /** A flag without which the image does something else. */
  readonly needsFlag?: string;
  /** `spec.controller` of its IngressClasses. */
  readonly controllerClass: string;
  /** The value of the annotation `kubernetes.io/ingress.class` that it takes. */
  readonly annotationClass: string;
  /** Whether it takes Ingresses that name no class at all. */
  readonly takesWithoutClass: boolean;
}

/**
 * The ingress controllers that are recognised by their images: those whose pods carry the traffic themselves.
 *
 * @see the documentation of each: kubernetes/ingress-nginx, traefik/traefik, jcmoraisjr/haproxy-ingress,
 * haproxytech/kubernetes-ingress, nginx/kubernetes-ingress, Kong/kubernetes-ingress-controller
 */
export const knownControllers: readonly KnownController[] = [
  {
    name: 'ingress-nginx',
    dialect: 'ingress-nginx',
    images: ['ingress-nginx/controller', 'ingress-nginx/controller-chroot', 'nginx-ingress-controller'],
    controllerClass: 'k8s.io/ingress-nginx',
    annotationClass: 'nginx',
    takesWithoutClass: false,
  },
  {
    name: 'traefik',
    dialect: 'traefik',
    images: ['traefik', 'mirrored-library-traefik'],
    needsFlag: 'providers.kubernetesingress',
    controllerClass: 'traefik.io/ingress-controller',
    annotationClass: 'traefik',
    takesWithoutClass: true,
  },
  {
    name: 'haproxy-ingress',
    dialect: 'haproxy-ingress',
    images: ['haproxy-ingress'],
    controllerClass: 'haproxy-ingress.github.io/controller',
    annotationClass: 'haproxy',
    takesWithoutClass: false,
  },
  {
    name: 'haproxytech-kubernetes-ingress',
    dialect: 'spec',
    images: ['haproxytech/kubernetes-ingress'],
    controllerClass: 'haproxy.org/ingress-controller',
    annotationClass: 'haproxy',
    takesWithoutClass: false,
  },
  {
    name: 'nginx-kubernetes-ingress',
    dialect: 'spec',
    images: ['nginx/nginx-ingress', 'nginx-ic/nginx-plus-ingress'],
    controllerClass: 'nginx.org/ingress-controller',
    annotationClass: 'nginx',
    takesWithoutClass: false,
  },
  {
    name: 'kong',
    dialect: 'spec',
    images: ['kong/kubernetes-ingress-controller'],
    controllerClass: 'ingress-controllers.konghq.com/kong',
    annotationClass: 'kong',
    takesWithoutClass: false,
  },
];
