/** The account's database, in the state folder. */
export const accountFile = 'account.db';
