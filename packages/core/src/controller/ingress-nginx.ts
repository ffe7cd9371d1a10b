import type { ConfigMap } from '../object/config-map.js';
import type { StringMap } from '../object/metadata.js';
import type { ControllerProfile } from './profile.js';
import { readStreams, type StreamProtocol, type StreamService } from './stream-services.js';
import { isBefore, readVersion, type Version } from './version.js';

/** The settings of an ingress-nginx controller. @public */
export interface IngressNginxSettings {
  /** Without `v`; unless given, the behaviour is that of the latest line. */
  readonly version?: string;
  readonly namespace?: string;
  /** Command line flags, without the leading hyphens. */
  readonly flags?: StringMap;
  readonly configMap?: ConfigMap | undefined;
  /** The ConfigMaps that the flags `--tcp-services-configmap` and `--udp-services-configmap` name. */
  readonly tcpServices?: ConfigMap | undefined;
  readonly udpServices?: ConfigMap | undefined;
}

/** From here on annotations are read with the prefix `nginx.ingress.kubernetes.io`. @see kubernetes/ingress-nginx pull request 1847 */
const prefixChanged: Version = [0, 9, 0, 18];

/** From here on IngressClass objects decide. @see kubernetes/ingress-nginx Changelog.md, 1.0.0 */
const classObjects: Version = [1, 0, 0, 0];

/**
 * The profile of an ingress-nginx controller with these settings, defaults filled in.
 *
 * @see kubernetes/ingress-nginx pkg/flags/flags.go
 * @public
 * @example
 * ingressNginxProfile({ flags: { 'watch-ingress-without-class': 'true' } });
 */
export function ingressNginxProfile(settings: IngressNginxSettings = {}): ControllerProfile {
  const { version = '', namespace = 'ingress-nginx', flags = {} } = settings;
  const { configMap, tcpServices, udpServices } = settings;
  const number = readVersion(version);
  const isOlder = (than: Version): boolean => number !== undefined && isBefore(number, than);
  return {
    dialect: 'ingress-nginx',
    name: 'ingress-nginx',
    version,
    namespace,
    controllerClass: flags['controller-class'] ?? 'k8s.io/ingress-nginx',
    annotationClass: flags['ingress-class'] ?? 'nginx',
    classRule: isOlder(classObjects) ? 'class-text' : 'class-object',
    takesWithoutClass: isOn(flags['watch-ingress-without-class']),
    takesClassByName: isOn(flags['ingress-class-by-name']),
    watchNamespace: flags['watch-namespace'] ?? '',
    annotationPrefix:
      flags['annotations-prefix'] ??
      (isOlder(prefixChanged) ? 'ingress.kubernetes.io' : 'nginx.ingress.kubernetes.io'),
    flags,
    configMap,
    httpPorts: [portOf(flags['http-port'], 80)],
    httpsPorts: [portOf(flags['https-port'], 443)],
    streams: [...streamsIn(tcpServices, 'TCP', flags), ...streamsIn(udpServices, 'UDP', flags)],
  };
}

function streamsIn(
  configMap: ConfigMap | undefined,
  protocol: StreamProtocol,
  flags: StringMap,
): readonly StreamService[] {
  return configMap === undefined ? [] : readStreams(configMap, protocol, flags).streams;
}

function isOn(flag: string | undefined): boolean {
  return flag === 'true';
}

function portOf(flag: string | undefined, otherwise: number): number {
  const port = Number(flag);
  return Number.isInteger(port) && port > 0 ? port : otherwise;
}
