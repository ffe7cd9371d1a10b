import { WrongUse } from '../wrong-use.js';
import type { PlatformConfig, PlatformName } from './config.js';

/** The options that some platforms alone have. */
const platformsWith = {
  tunnel: ['minikube'],
  mode: ['metallb'],
  vpcNative: ['gcp'],
  subsetting: ['gcp'],
  external: ['gcp'],
  sharedHealthProbe: ['aws', 'azure'],
} as const satisfies Partial<Record<keyof PlatformConfig, readonly PlatformName[]>>;

/**
 * Looks whether a platform has the options that are given; without a name none has options of its own.
 *
 * @throws {WrongUse} when it does not
 */
export function checkOwnOptions(config: PlatformConfig, name: string | undefined): void {
  for (const [option, platforms] of Object.entries(platformsWith)) {
    const isGiven = new Map<string, unknown>(Object.entries(config)).get(option) !== undefined;
    if (!isGiven || platforms.some((platform) => platform === name)) continue;
    const whose = platforms.join(' and ');
    throw new WrongUse(
      name === undefined
        ? `platform.${option} is an option of ${whose}: name the platform, platform.name or --platform`
        : `the platform ${name} has no option ${option}, but ${whose}`,
    );
  }
}
