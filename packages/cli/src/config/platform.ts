import type {
  ApplicationSettings,
  LabelSelector,
  NamedPlatformOptions,
  Platform,
  PlatformOptions,
} from '@kubehop/core';
import { platformByName, platformNames } from '@kubehop/core';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';
import { checkOwnOptions } from './own-options.js';
import type { ApplicationConfig, Config, SelectorConfig } from './config.js';

/** What the command line says about the platform; it wins over the configuration. */
export interface PlatformChoices {
  readonly platform?: string;
  readonly proxyMode?: 'iptables' | 'nftables' | 'ipvs';
  readonly kubernetesVersion?: string;
}

/**
 * The platform that a configuration and the command line describe; only its options where neither names one, since then
 * the nodes may tell.
 *
 * @throws {WrongUse} when there is none such
 */
export function platformFor(config: Config, choices: PlatformChoices): Platform | PlatformOptions {
  const platform = namedPlatform(config, choices);
  const isNamed = (choices.platform ?? config.platform?.name) !== undefined;
  return isNamed ? platform : optionsFor(config, choices);
}

/**
 * The platform that a configuration and the command line describe; a generic cloud where neither names one.
 *
 * @throws {WrongUse} when there is none such
 */
export function namedPlatform(config: Config, choices: PlatformChoices): Platform {
  const name = choices.platform ?? config.platform?.name ?? 'cloud';
  const platform = inRange(() => platformByName(name, optionsFor(config, choices)));
  if (platform !== undefined) return platform;
  const near = didYouMean(nearNames(name, platformNames));
  throw new WrongUse(`there is no platform "${name}" but ${platformNames.join(', ')}${near}`);
}

function optionsFor(config: Config, choices: PlatformChoices): NamedPlatformOptions {
  const { name, ...options } = config.platform ?? {};
  checkOwnOptions(options, choices.platform ?? name);
  const version = choices.kubernetesVersion ?? config.kubernetesVersion;
  const { proxyMode } = choices;
  return {
    ...options,
    ...(version === undefined ? {} : { kubernetesMinor: minorOf(version) }),
    proxy: { ...config.proxy, ...(proxyMode === undefined ? {} : { mode: proxyMode }) },
    dns: config.dns ?? {},
    applications: (config.applications ?? []).map(settingsOf),
  };
}

/**
 * The minor version of a version as Kubernetes and clouds write it: `1.34`, `v1.34.2`, `v1.34.2-gke.1`.
 *
 * @throws {WrongUse} when it is none
 */
function minorOf(version: string): number {
  const [, minor] = /^v?1\.(\d{1,3})(?:\.\d+)?(?:[-+].*)?$/.exec(version) ?? [];
  if (minor === undefined) throw new WrongUse(`"${version}" is no version of Kubernetes: write 1.34`);
  return Number(minor);
}

function settingsOf({ selector, ...rest }: ApplicationConfig): ApplicationSettings {
  return { ...rest, selector: selectorOf(selector) };
}

function selectorOf({ matchLabels = {}, matchExpressions = [] }: SelectorConfig): LabelSelector {
  return {
    matchLabels,
    matchExpressions: matchExpressions.map(({ key, operator, values = [] }) => ({ key, operator, values })),
  };
}

/** What core says about a number or a range that is out of what is possible is wrong use here. */
function inRange<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new WrongUse(error.message);
    throw error;
  }
}
