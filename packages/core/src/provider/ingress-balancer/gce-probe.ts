import type { HealthProbe } from '../../cluster/health-probe.js';
import type { BackendConfig } from '../../object/backend-config.js';
import type { Pod, Probe } from '../../object/pod.js';
import type { Service, ServicePort } from '../../object/service.js';
import { asksForTransparentChecker } from './gce-annotation.js';

/** What a backend is checked by. */
export interface Checked {
  readonly service: Service;
  readonly port: ServicePort;
  readonly isNeg: boolean;
  readonly speaks: 'HTTP' | 'HTTPS' | 'HTTP2';
  readonly config: BackendConfig | undefined;
  /** The pods of the Service. */
  readonly pods: readonly Pod[];
}

/** Status 200 at `/`: nodes every minute, since their answer is that of any pod; pods every 15 seconds. */
const ofNodes = { intervalSeconds: 60, timeoutSeconds: 60, healthy: 1, unhealthy: 10 };
const ofPods = { intervalSeconds: 15, timeoutSeconds: 15, healthy: 1, unhealthy: 2 };

/** The checker that GKE runs on nodes. @see kubernetes/ingress-gce pkg/flags/flags.go, THCPort */
const transparent = { intervalSeconds: 5, timeoutSeconds: 5, healthy: 1, unhealthy: 10 };
const transparentPort = 7877;

/**
 * The health check of a backend: the default one, with what a readiness probe of its pods says, and over both what a
 * BackendConfig says.
 *
 * @see kubernetes/ingress-gce pkg/translator/healthchecks.go
 */
export function gceProbe(checked: Checked): HealthProbe {
  const { isNeg, speaks, config, service } = checked;
  const stated = config?.spec.healthCheck;
  const kind = isNeg ? 'pod' : 'node-port';
  if (isNeg && stated === undefined && asksForTransparentChecker(service)) {
    return {
      kind,
      protocol: 'HTTP',
      port: transparentPort,
      path: '/api/podhealth',
      codes: '200',
      answeredBy: 'node-checker',
      ...transparent,
    };
  }
  const base = { ...(isNeg ? ofPods : ofNodes), path: '/', ...ofReadiness(checked) };
  const type = stated?.type ?? speaks;
  return {
    kind,
    protocol: type === 'HTTP' ? 'HTTP' : 'HTTPS',
    port: stated?.port ?? 'traffic-port',
    path: stated?.requestPath ?? base.path,
    intervalSeconds: stated?.checkIntervalSec ?? base.intervalSeconds,
    timeoutSeconds: stated?.timeoutSec ?? base.timeoutSeconds,
    healthy: stated?.healthyThreshold ?? base.healthy,
    unhealthy: stated?.unhealthyThreshold ?? base.unhealthy,
    codes: '200',
  };
}

/** @see kubernetes/ingress-gce pkg/controller/translator/translator.go, getHTTPProbe */
function ofReadiness({ isNeg, speaks, port, pods }: Checked): Partial<HealthProbe> {
  const scheme = speaks === 'HTTP' ? 'HTTP' : 'HTTPS';
  const containers = [...pods].sort(byAge).flatMap(({ spec }) => spec.containers);
  for (const { readinessProbe: probe, ports } of containers) {
    if (probe?.httpGet?.scheme !== scheme) continue;
    const serves = ports.some(
      ({ name, containerPort }) =>
        isPort(port.targetPort, name, containerPort) && isPort(probe.httpGet?.port, name, containerPort),
    );
    if (serves) return timingOf(probe, isNeg);
  }
  return {};
}

function byAge({ metadata: a }: Pod, { metadata: b }: Pod): number {
  const [one, other] = [a, b].map(({ creationTimestamp = '', name }) => `${creationTimestamp} ${name}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function isPort(stated: number | string | undefined, name: string | undefined, number: number): boolean {
  return stated === (typeof stated === 'string' ? name : number);
}

function timingOf({ httpGet, periodSeconds, timeoutSeconds }: Probe, isNeg: boolean): Partial<HealthProbe> {
  const path = httpGet?.path ?? '/';
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    timeoutSeconds,
    intervalSeconds: isNeg ? periodSeconds : periodSeconds + ofNodes.intervalSeconds,
  };
}
