import type { ConfigMap } from '../object/config-map.js';
import type { ControllerProfile } from './profile.js';
import { specProfile, type SpecSettings } from './spec.js';

/** The settings of a controller that is modelled by its documentation. @public */
export interface DocumentedSettings extends Pick<
  SpecSettings,
  'version' | 'namespace' | 'flags' | 'httpPorts' | 'httpsPorts'
> {
  readonly configMap?: ConfigMap | undefined;
}

/**
 * The profile of Traefik with these settings. It takes Ingresses without class unless it is told of one.
 *
 * @see traefik/traefik docs/content/reference/install-configuration/providers/kubernetes/kubernetes-ingress.md
 * @public
 * @example
 * traefikProfile({ version: '3.7.0', flags: { 'providers.kubernetesingress': 'true' } });
 */
export function traefikProfile(settings: DocumentedSettings = {}): ControllerProfile {
  const flags = settings.flags ?? {};
  const flag = Object.keys(flags).find(
    (name) => name.toLowerCase() === 'providers.kubernetesingress.ingressclass',
  );
  const ofClass = flag === undefined ? undefined : flags[flag];
  return {
    ...specProfile({
      ...settings,
      name: 'traefik',
      controllerClass: 'traefik.io/ingress-controller',
      annotationClass: ofClass ?? 'traefik',
      takesWithoutClass: ofClass === undefined,
    }),
    dialect: 'traefik',
    annotationPrefix: 'traefik.ingress.kubernetes.io',
  };
}

/**
 * The profile of HAProxy Ingress with these settings.
 *
 * @see jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/command-line.md
 * @public
 * @example
 * haproxyIngressProfile({ flags: { 'watch-ingress-without-class': 'true' } });
 */
export function haproxyIngressProfile({
  configMap,
  ...settings
}: DocumentedSettings = {}): ControllerProfile {
  const flags = settings.flags ?? {};
  const suffix = flags['controller-class'];
  return {
    ...specProfile({
      ...settings,
      name: 'haproxy-ingress',
      controllerClass: `haproxy-ingress.github.io/controller${suffix === undefined ? '' : `/${suffix}`}`,
      annotationClass: flags['ingress-class'] ?? 'haproxy',
      takesWithoutClass: flags['watch-ingress-without-class'] === 'true',
    }),
    dialect: 'haproxy-ingress',
    annotationPrefix: 'haproxy-ingress.github.io',
    configMap,
  };
}
