// slipway approve: an answer to a manual approval.
import { registerAnswer } from '../request/register-answer.ts';

export const register = registerAnswer('Approved', 'approve');
