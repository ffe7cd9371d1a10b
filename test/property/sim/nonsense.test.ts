import { describe } from 'vitest';
import { prove } from '../law.js';
import { nonsenseLaws } from './nonsense-laws.js';

describe('acts that cannot be', () => {
  prove(nonsenseLaws);
});
