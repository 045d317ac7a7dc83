#include "app/net/keyring.h"

#include "moc_keyring.cpp"
