// Files of one worker share its process: each leaves the environment, the working folder and the umask as they were.
import { afterAll, expect } from 'vitest';

const before = own();

afterAll(() => expect(own()).toEqual(before));

function own() {
  return { environment: { ...process.env }, folder: process.cwd(), umask: process.umask() };
}
