// slipway reject: an answer to a manual approval.
import { registerAnswer } from '../request/register-answer.ts';

export const register = registerAnswer('Rejected', 'reject');
