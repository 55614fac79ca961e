// One package for all functions in JavaScript: ENTRY says which of them this is.
const modules = {
  auth: './auth.js',
  quiz: './quiz.js',
  progress: './progress.js',
  upload: './upload.js',
  migrate: './migrate.js',
};

exports.handler = async (event) => require(modules[process.env.ENTRY]).handler(event);
