// Questions of a bank on the web, which its provider gives to those who have a key. Address and key are a secret; without an address
// there is no bank.
const { secretOf } = require('./aws.js');
const { Refusal } = require('./http.js');

/** Its questions of the topic, in the lines of a batch. */
async function questionsFromBank(topic) {
  const { address, key } = await secretOf(process.env.QUESTION_BANK_SECRET);
  if (address === '') throw new Refusal(404, 'No question bank is set up');
  const asked = new URL(address);
  asked.searchParams.set('topic', topic);
  const response = await fetch(asked, { headers: { authorization: `Bearer ${key}` } });
  if (!response.ok) throw new Refusal(502, `The question bank answers with ${response.status}`);
  return response.text();
}

module.exports = { questionsFromBank };
