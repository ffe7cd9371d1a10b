import type { ConfigMap } from '../object/config-map.js';
import type { IngressClass } from '../object/ingress-class.js';
import type { StringMap } from '../object/metadata.js';
import type { Container, Pod } from '../object/pod.js';
import { flagsOf } from './flags.js';
import { isRepository, readImage } from './image.js';
import { haproxyIngressProfile, traefikProfile } from './documented.js';
import { ingressNginxProfile } from './ingress-nginx.js';
import { knownControllers, type KnownController } from './known-controllers.js';
import type { ControllerProfile } from './profile.js';
import { specProfile } from './spec.js';
import { readVersion } from './version.js';

/** A container that is an ingress controller, before the cluster is asked for its ConfigMap. */
export interface Recognition {
  readonly known: KnownController;
  readonly version: string;
  readonly namespace: string;
  readonly flags: StringMap;
  readonly container: Container;
  /** Equal for pods with equal settings. */
  readonly key: string;
}

const remembered = new WeakMap<Pod, Recognition | null>();

/** The ingress controller in a pod, recognised by its image; its arguments say how it is set. */
export function recognise(pod: Pod): Recognition | undefined {
  let recognition = remembered.get(pod);
  if (recognition === undefined) {
    const isUsual = pod.spec.containers.every((container) => knownByImage(container).length === 0);
    recognition = isUsual ? null : (inPod(pod, knownByImageAndFlag) ?? null);
    remembered.set(pod, recognition);
  }
  return recognition ?? undefined;
}

/** A controller that is not known otherwise: one of its arguments is the `spec.controller` of an IngressClass. */
export function recogniseByClass(pod: Pod, classes: readonly IngressClass[]): Recognition | undefined {
  if (classes.length === 0) return undefined;
  return inPod(pod, (_container, flags) => {
    const values = Object.values(flags);
    const found = classes.find(({ spec }) => values.includes(spec.controller));
    return found === undefined ? undefined : unknownController(found.spec.controller);
  });
}

function inPod(
  pod: Pod,
  find: (container: Container, flags: StringMap) => KnownController | undefined,
): Recognition | undefined {
  for (const container of pod.spec.containers) {
    const flags = flagsOf(pod, container);
    const known = find(container, flags);
    if (known === undefined) continue;
    const { namespace } = pod.metadata;
    const tag = readImage(container.image).tag ?? '';
    const version = readVersion(tag) === undefined ? '' : tag.replace(/^v/, '');
    const key = JSON.stringify([known.controllerClass, version, namespace, flags, container.ports]);
    return { known, version, namespace, flags, container, key };
  }
  return undefined;
}

const byImage = new WeakMap<Container, readonly KnownController[]>();

/** The controllers that have the image of a container. Pods of a template share their containers, so few are looked at. */
function knownByImage(container: Container): readonly KnownController[] {
  let known = byImage.get(container);
  if (known === undefined) {
    const { repository } = readImage(container.image);
    known = knownControllers.filter(({ images }) =>
      images.some((ending) => isRepository(repository, ending)),
    );
    byImage.set(container, known);
  }
  return known;
}

function knownByImageAndFlag(container: Container, flags: StringMap): KnownController | undefined {
  return knownByImage(container).find(
    ({ needsFlag }) =>
      needsFlag === undefined ||
      // Of whichever case, and with the settings behind it.
      Object.keys(flags).some((flag) => `${flag.toLowerCase()}.`.startsWith(`${needsFlag}.`)),
  );
}

function unknownController(controllerClass: string): KnownController {
  return {
    name: controllerClass,
    dialect: 'spec',
    images: [],
    controllerClass,
    annotationClass: '',
    takesWithoutClass: false,
  };
}

/**
 * The profile of a recognised controller.
 *
 * @param configMapOf the ConfigMap that a flag names
 */
export function profileOf(
  recognition: Recognition,
  configMapOf: (flag: string) => ConfigMap | undefined,
): ControllerProfile {
  const { known, version, namespace, flags, container } = recognition;
  if (known.dialect === 'ingress-nginx') {
    return ingressNginxProfile({
      version,
      namespace,
      flags,
      configMap: configMapOf('configmap'),
      tcpServices: configMapOf('tcp-services-configmap'),
      udpServices: configMapOf('udp-services-configmap'),
    });
  }
  const httpPorts = portsOf(container, plainNames, plainNumbers);
  const httpsPorts = portsOf(container, tlsNames, tlsNumbers);
  const settings = {
    version,
    namespace,
    flags,
    ...(httpPorts.length === 0 && httpsPorts.length === 0 ? {} : { httpPorts, httpsPorts }),
  };
  switch (known.dialect) {
    case 'traefik':
      return traefikProfile(settings);
    case 'haproxy-ingress':
      return haproxyIngressProfile({ ...settings, configMap: configMapOf('configmap') });
    case 'spec':
      return specProfile({ ...known, ...settings });
    default:
      return known.dialect satisfies never;
  }
}

const plainNames: ReadonlySet<string> = new Set(['http', 'web', 'proxy']);
const plainNumbers: ReadonlySet<number> = new Set([80, 8000, 8080]);
const tlsNames: ReadonlySet<string> = new Set(['https', 'websecure', 'proxy-tls']);
const tlsNumbers: ReadonlySet<number> = new Set([443, 8443]);

/** The declared ports that by name, or else by number, are for this kind of traffic. */
function portsOf(
  container: Container,
  names: ReadonlySet<string>,
  numbers: ReadonlySet<number>,
): readonly number[] {
  return container.ports
    .filter(
      ({ protocol, name, containerPort }) =>
        protocol === 'TCP' && (name === undefined ? numbers.has(containerPort) : names.has(name)),
    )
    .map(({ containerPort }) => containerPort);
}
