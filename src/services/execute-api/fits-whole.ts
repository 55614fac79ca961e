// Whether a text fits an expression of an API's definition as a whole, in bounded time. Pure.
import { inTime } from '../../lib/in-time.ts';
import { isFailed } from '../../lib/result.ts';
import { gatewayError } from './gateway-responses.ts';
import { GatewayFault } from './message.ts';

/** @throws GatewayFault for what is no expression, and for one that takes too long */
export function fitsWhole(pattern: string, text: string): boolean {
  const fault = (why: string) =>
    new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), `the expression "${pattern}": ${why}`);
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    throw fault('it is no regular expression');
  }
  const fits = inTime(() => expression.test(text));
  if (isFailed(fits)) throw fault(fits.failed);
  return fits.value;
}
