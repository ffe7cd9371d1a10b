import { prove } from '../law.js';
import { memoryLaws } from './memory-laws.js';

prove(memoryLaws);
