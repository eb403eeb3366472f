// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('environments', table => {
    table
      .string('asleep_because', 8)
      .nullable()
      .comment('Of its last sleep: idle, schedule or person');
    table
      .text('lease_problem')
      .nullable()
      .comment(
        'JSON: what Cairn must do with it by its lease and could not; null: nothing',
      );
  });
  await knex.schema.createTable('lease_warnings', table => {
    table.comment('Warnings before the end of a lifetime: each is given once');
    table
      .string('environment_id', 36)
      .notNullable()
      .references('id')
      .inTable('environments')
      .onDelete('CASCADE');
    table
      .string('expires_at', 24)
      .notNullable()
      .comment('The end that it warns of: an extension makes new ones');
    table.integer('hours').notNullable().comment('Before the end');
    table
      .bigInteger('claimed_until')
      .notNullable()
      .comment('Who gives it has it until then; milliseconds since 1970');
    table.string('given_at', 24).nullable();
    table.primary(['environment_id', 'expires_at', 'hours']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lease_warnings');
  await knex.schema.alterTable('environments', table => {
    table.dropColumns('asleep_because', 'lease_problem');
  });
};
