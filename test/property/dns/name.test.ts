import { prove } from '../law.js';
import { nameLaws } from './name-laws.js';

prove(nameLaws);
