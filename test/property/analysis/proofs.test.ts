import { prove } from '../law.js';
import { proofLaws } from './proof-laws.js';

prove(proofLaws);
