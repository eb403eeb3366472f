/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('steps_done', table => {
    table.comment(
      'Steps of the first hour that a user has done. One row a user and step, never changed.',
    );
    table
      .string('user_ref', 255)
      .notNullable()
      .comment('Entity ref of the user');
    table.string('step', 64).notNullable().comment('Name of the step');
    table
      .string('done_at', 32)
      .notNullable()
      .comment('When it was first done: RFC 3339, UTC');
    table.primary(['user_ref', 'step']);
  });
  await knex.schema.createTable('dismissals', table => {
    table.comment('Users who have put the checklist away');
    table.string('user_ref', 255).primary().comment('Entity ref of the user');
    table
      .string('dismissed_at', 32)
      .notNullable()
      .comment('When: RFC 3339, UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('dismissals');
  await knex.schema.dropTable('steps_done');
};
