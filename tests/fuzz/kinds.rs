//! The names of the Bot API: kinds of updates, messages, chats and entities, and values that stand where none should.

/// Kinds of update whose object is a message.
pub const MESSAGES: &[&str] = &[
    "message",
    "message",
    "message",
    "message",
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "guest_message",
];
/// Other kinds; what the bot does not ask for may come all the same, and what nobody knows yet.
pub const OTHERS: &[&str] = &[
    "callback_query",
    "callback_query",
    "callback_query",
    "my_chat_member",
    "my_chat_member",
    "chat_member",
    "inline_query",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
    "business_connection",
    "deleted_business_messages",
    "purchased_paid_media",
    "something_new",
    "update_id",
];
/// Content whose value is an object that names a file or a place.
pub const MEDIA: &[&str] = &[
    "sticker",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "document",
    "location",
    "venue",
    "dice",
    "poll",
    "game",
    "story",
    "checklist",
    "paid_media",
    "giveaway",
    "invoice",
];
/// Service messages.
pub const SERVICE: &[&str] = &[
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "pinned_message",
    "migrate_to_chat_id",
    "successful_payment",
    "users_shared",
    "write_access_allowed",
    "web_app_data",
    "forum_topic_created",
    "video_chat_started",
    "message_auto_delete_timer_changed",
    "gift",
    "passport_data",
];
/// Kinds of chats.
pub const CHATS: &[&str] =
    &["private", "private", "private", "private", "group", "supergroup", "channel", "bot"];
/// Kinds of entities.
pub const ENTITY: &[&str] =
    &["bold", "bot_command", "mention", "text_link", "custom_emoji", "spoiler", "new_kind"];
/// What a number may be instead.
pub const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775808",
    "2147483648",
    "-2147483649",
    "4503599627370496",
    "1e308",
    "1e309",
    "-0",
    "0.5",
    "1.0",
    "1E2",
    "253402300800",
    "-62135596801",
    "99999999999999999999999999999999",
];
/// Strings that are no Unicode: JSON can spell them, Rust cannot hold them.
pub const SURROGATES: &[&str] = &[
    r#""\ud800""#,
    r#""\udc00x""#,
    r#""zqcanary \ud83d""#,
    r#""\ud83d\ud83d\ude00""#,
    r#""\uDFFF\uD800""#,
];
