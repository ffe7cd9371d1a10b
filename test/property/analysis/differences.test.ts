import { prove } from '../law.js';
import { differenceLaws } from './difference-laws.js';

prove(differenceLaws);
