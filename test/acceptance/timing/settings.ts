import { bareMetal, gcp, type Platform, type PlatformOptions } from '@kubehop/core';
import { defaultDelays, noDelays, type DelayOptions, type SimulationOptions } from '@kubehop/sim';
import type { Json, JsonObject } from '../../conformance/vectors.js';
import { text } from './facts.js';

const second = 1_000;

type Settings = Pick<SimulationOptions, 'delays'> & { readonly platform: Platform };

/** What one key of a recorded cluster changes. */
interface Change {
  readonly platform?: PlatformOptions;
  readonly delays?: DelayOptions;
  readonly isGoogle?: boolean;
}

/** Every key that recorded clusters have; one that is not here fails its case. */
const changes: Readonly<Record<string, (value: Json) => Change>> = {
  version: (value) => ({ platform: { kubernetesMinor: Number(text(value).split('.')[1]) } }),
  probePhase: (value) => ({
    delays: { kubelet: { probePhase: value === 'unknown' ? 'drawn' : seconds(value) } },
  }),
  watchDelay: (value) => ({ delays: { watch: seconds(value) } }),
  // Where nodes differ, only the one that is named is asked.
  proxySync: (value) => ({
    delays: {
      kubeProxy: {
        minSync: 0,
        sync: typeof value === 'number' ? seconds(value) : seconds(Object.values(object(value))[0] ?? 0),
      },
    },
  }),
  nodeMonitorGracePeriod: (value) => ({ delays: { nodes: { grace: seconds(value) } } }),
  kubelet: (value) => {
    const { maxContainerRestartPeriod = '' } = object(object(value)['crashLoopBackOff'] ?? {});
    return {
      delays: { kubelet: { maxRestart: Number(text(maxContainerRestartPeriod).replace('s', '')) * second } },
    };
  },
  corefile: (value) => {
    const { cache = 0, cacheDisabledFor = [] } = object(value);
    const isOff = Array.isArray(cacheDisabledFor) && cacheDisabledFor.includes('cluster.local');
    return { delays: { dns: { cache: isOff ? 0 : seconds(cache) } } };
  },
  nodelocal: (value) => {
    const { success = 0, denial = 0 } = object(value);
    return { delays: { dns: { nodeLocal: { success: seconds(success), denial: seconds(denial) } } } };
  },
  minSyncPeriod: (value) => ({ delays: { kubeProxy: { minSync: seconds(value) } } }),
  syncDuration: (value) => ({ delays: { kubeProxy: { sync: seconds(value) } } }),
  syncRateLimit: (value) => ({
    delays: {
      ingress: { minSync: Math.round(second / Number(value)), workers: defaultDelays.ingress.workers },
    },
  }),
  mode: (value) => ({ platform: { proxy: { mode: value === 'iptables' ? value : 'nftables' } } }),
  nodes: (value) => ({ platform: { nodes: Number(value) } }),
  zones: (value) => ({ platform: { zones: Number(value) } }),
  lb: () => ({ isGoogle: true, delays: { balancers: { checkPhase: 'drawn' } } }),
  hpaSync: () => ({}),
  // A cloud is there where machines are terminated; the moves of a rollout take no time with these delays anyway.
  cloud: () => ({}),
  firstMovesTake: (value) => ({ delays: { watch: seconds(value) } }),
  // The test of the case writes its owner down.
  owner: () => ({}),
};

/** The settings of a recorded cluster. The API and all watches take no time unless it says so. */
export function settingsOf(cluster: JsonObject): Settings {
  const made = Object.entries(cluster).map(([key, value]) => {
    const change = changes[key];
    if (change === undefined) throw new RangeError(`no setting ${key} is known`);
    return change(value);
  });
  // Names by letters, as the cases have them, are those of Node objects.
  const options: PlatformOptions = Object.assign(
    { nodes: 1 },
    ...made.map(({ platform }) => platform),
  ) as PlatformOptions;
  let delays = atOnce;
  for (const { delays: some } of made) delays = merged(delays, some);
  return {
    platform: made.some(({ isGoogle }) => isGoogle === true) ? gcp(options) : bareMetal(options),
    delays,
  };
}

const atOnce: DelayOptions = { ...noDelays, kubelet: { ...noDelays.kubelet, probePhase: 0 } };

/** Delays with those of a second set over them. */
export function merged(one: DelayOptions, other: DelayOptions = {}): DelayOptions {
  const parts: Record<string, unknown> = { ...one };
  for (const [part, value] of Object.entries(other)) {
    const before = parts[part];
    parts[part] = isRecord(before) && isRecord(value) && !('from' in value) ? { ...before, ...value } : value;
  }
  return parts;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function seconds(value: Json): number {
  if (typeof value !== 'number') throw new TypeError(`${JSON.stringify(value)} is no number of seconds`);
  return value * second;
}

function object(value: Json): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${JSON.stringify(value)} is no object`);
  return value as JsonObject;
}
