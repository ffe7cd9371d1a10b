import { describe } from 'vitest';
import { prove } from '../law.js';
import { connectionLaws } from './connection-laws.js';

describe('while pods come and go', () => {
  prove(connectionLaws);
});
