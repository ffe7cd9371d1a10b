import {
  binaryTag,
  boolYaml11Tag,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  Schema,
  seqTag,
  strTag,
  YAMLException,
} from 'js-yaml';
import { isInfiniteOrNaN, readNumber, readUtf8 } from './scalar.js';

const prefix = 'tag:yaml.org,2002:';
const neverDumped = (): boolean => false;

const numberTag = defineScalarTag<number>(`${prefix}int`, {
  implicit: true,
  implicitFirstChars: '-+.0123456789'.split(''),
  resolve: (text) => {
    const value = readNumber(text);
    if (value !== undefined) return value;
    if (isInfiniteOrNaN(text)) throw new YAMLException(`${text} is no number that JSON knows`);
    return NOT_RESOLVED;
  },
  identify: neverDumped,
});

const floatTag = defineScalarTag<number>(`${prefix}float`, {
  resolve: (text) => readNumber(text) ?? NOT_RESOLVED,
  identify: neverDumped,
});

const textOfBytesTag = defineScalarTag<string>(binaryTag.tagName, {
  resolve: (text, isExplicit, tagName) => {
    const bytes = binaryTag.resolve(text, isExplicit, tagName);
    return bytes instanceof Uint8Array ? (readUtf8(bytes) ?? NOT_RESOLVED) : NOT_RESOLVED;
  },
  identify: neverDumped,
});

/** A mapping as JSON can hold it: numbers and booleans become texts as keys, nothing else may be one. */
const jsonMapTag: typeof mapTag = {
  ...mapTag,
  addPair: (map, key, value) => (key === null ? 'a key may not be empty' : mapTag.addPair(map, key, value)),
};

/** Tags that Kubernetes does not know say nothing: `!!timestamp 2024-01-01` and `!mine x` are texts. */
const otherTags = [
  defineScalarTag('', { matchByTagPrefix: true, resolve: (text) => text, identify: neverDumped }),
  defineSequenceTag('', { ...seqTag, matchByTagPrefix: true, identify: neverDumped }),
  defineMappingTag('', { ...jsonMapTag, matchByTagPrefix: true, identify: neverDumped }),
];

/**
 * What plain scalars mean to kubectl: the booleans of YAML 1.1 (`yes`, `on`, `y`), its octal numbers and merge keys, but
 * no timestamps and no numbers to the base of 60.
 *
 * @see sigs.k8s.io/yaml yaml.go, YAMLToJSON; go.yaml.in/yaml/v2 resolve.go
 */
export const kubernetesSchema: Schema = new Schema([
  strTag,
  seqTag,
  jsonMapTag,
  nullYaml11Tag,
  boolYaml11Tag,
  numberTag,
  floatTag,
  mergeTag,
  textOfBytesTag,
  ...otherTags,
]);
