import { prove } from '../law.js';
import { dialectLaws } from './dialect-laws.js';

prove(dialectLaws);
