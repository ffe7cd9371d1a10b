import { prove } from '../law.js';
import { nginxLaws } from './nginx-laws.js';

prove(nginxLaws);
