#include "app/http/relay.h"

#include "moc_relay.cpp"
