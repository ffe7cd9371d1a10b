import * as fc from 'fast-check';
import type { Platform } from '../../cluster/platform.js';
import { bareMetal } from '../../provider/bare-metal.js';
import { cloud } from '../../provider/cloud.js';
import { kind } from '../../provider/kind.js';
import type { PlatformOptions } from '../../provider/options.js';
import { seldom } from './features.js';
import type { ClusterSettings, PlatformName } from './knobs.js';

const presets = {
  'bare-metal': { call: 'bareMetal', platform: bareMetal, firstNode: 'node-1' },
  cloud: { call: 'cloud', platform: cloud, firstNode: 'node-1' },
  kind: { call: 'kind', platform: kind, firstNode: 'kind-control-plane' },
} as const;

/** A preset with options, from which the platform is made when it is needed. */
export interface PlatformChoice {
  readonly name: PlatformName;
  readonly options: PlatformOptions;
}

/** Draws a platform. */
export function platformArbitrary(settings: ClusterSettings): fc.Arbitrary<PlatformChoice> {
  const { platforms, nodes, proxyModes, features } = settings;
  return fc
    .tuple(
      fc.constantFrom(...platforms),
      fc.integer(nodes),
      fc.constantFrom(...proxyModes),
      seldom(features, 'dualStack'),
    )
    .map(([name, count, mode, isDualStack]) => ({
      name,
      options: {
        nodes: count,
        ...(mode !== 'iptables' && { proxy: { mode } }),
        ...(isDualStack && dualStack),
      },
    }));
}

const dualStack: PlatformOptions = {
  podCIDRs: ['10.244.0.0/16', 'fd00:10:244::/48'],
  serviceCIDRs: ['10.96.0.0/12', 'fd00:10:96::/112'],
};

/** The platform of a preset with options. */
export function platformOf({ name, options }: PlatformChoice): Platform {
  return presets[name].platform(options);
}

/** The name of the first node that the platform makes up. */
export function firstNodeOf({ name }: PlatformChoice): string {
  return presets[name].firstNode;
}

/** The call that makes the platform, as a program has it. */
export function platformCall({ name, options }: PlatformChoice): string {
  return `${presets[name].call}(${JSON.stringify(options)})`;
}
